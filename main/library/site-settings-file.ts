import path from 'node:path';
import type { SettingsBroken, WriteFailed } from '../../common/contract/site.ts';
import { timeZone } from '../../common/dates.ts';
import { changeYaml } from '../../common/front-matter-yaml-change.ts';
import type { YamlValue } from '../../common/front-matter-yaml-render.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { writeDurably } from '../node/durable-file.ts';
import { type FileSystem, isMissing } from '../node/file-system.ts';
import { inTurn } from '../node/in-turn.ts';
import {
  changeSettingsText,
  defaultSettings,
  readSettings,
  type SettingsProblem,
  settingsFileName,
} from './settings-file.ts';

/** A site's `offprint.yml`, read once and changed line by line. */
export class SettingsFile {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #file: string;
  readonly #defaults: SiteSettings;
  /** What else a file that is made anew says: whose folder it was recognised to be. */
  readonly #firstKeys: ReadonlyMap<string, YamlValue | null>;
  #current: SiteSettings;

  private constructor(
    fileSystem: FileSystem,
    folder: string,
    defaults: SiteSettings,
    current: SiteSettings,
    firstKeys: ReadonlyMap<string, YamlValue | null>,
  ) {
    this.#firstKeys = firstKeys;
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#file = path.join(folder, settingsFileName);
    this.#defaults = defaults;
    this.#current = current;
  }

  /** Reads the file of a site; where there is none the defaults hold, and the first change makes it. */
  static async open(
    fileSystem: FileSystem,
    folder: string,
    defaults: SiteSettings,
    firstKeys: ReadonlyMap<string, YamlValue | null> = new Map(),
  ): Promise<Result<SettingsFile, SettingsBroken>> {
    const file = path.join(folder, settingsFileName);
    const read = readSettings((await readText(fileSystem, file)) ?? '', defaults);
    if ('reason' in read) return fail(broken(file, read));
    return ok(new SettingsFile(fileSystem, folder, defaults, read, firstKeys));
  }

  get current(): SiteSettings {
    return this.#current;
  }

  /** Reads the file again; true when it says something else now. A broken file leaves the settings as they were. */
  reread(): Promise<boolean> {
    return inTurn(this, 'file', async () => {
      const text = await readText(this.#fileSystem, this.#file);
      const read = text === undefined ? undefined : readSettings(text, this.#defaults);
      if (read === undefined || 'reason' in read || JSON.stringify(read) === JSON.stringify(this.#current))
        return false;
      this.#current = read;
      return true;
    });
  }

  /** Writes new values into the file as it is now, and answers all settings. */
  change(
    changes: Parameters<typeof changeSettingsText>[1],
  ): Promise<Result<SiteSettings, WriteFailed | SettingsBroken>> {
    return this.#rewrite((text) => changeSettingsText(text, changes));
  }

  /** Gives keys that are no settings of the finished site new values. */
  state(keys: ReadonlyMap<string, YamlValue | null>): Promise<Result<SiteSettings, WriteFailed | SettingsBroken>> {
    return this.#rewrite((text) => withKeys(text, keys));
  }

  #rewrite(change: (text: string) => string): Promise<Result<SiteSettings, WriteFailed | SettingsBroken>> {
    return inTurn(this, 'file', async () => {
      const found = await readText(this.#fileSystem, this.#file);
      const text = found ?? '';
      const now = readSettings(text, this.#defaults);
      if ('reason' in now) return fail(broken(this.#file, now));
      const changed = change(found === undefined ? withKeys('', this.#firstKeys) : text);
      const read = readSettings(changed, this.#defaults);
      if ('reason' in read) return fail(broken(this.#file, read));
      if (changed !== text) {
        const bytes = Buffer.from(changed, 'utf8');
        const options = { fileSystem: this.#fileSystem, within: this.#folder };
        const written = await writeDurably(this.#file, bytes, options);
        if (!written.ok) return written;
      }
      this.#current = read;
      return ok(read);
    });
  }
}

function withKeys(text: string, keys: ReadonlyMap<string, YamlValue | null>): string {
  const mark = /^\uFEFF?/.exec(text)?.[0] ?? '';
  return mark + changeYaml(text.slice(mark.length), keys);
}

/** The text of a new site's settings. */
export function newSettingsText(title: string, zone: string, nowMs: number): string {
  const day = timeZone(zone).format(nowMs).slice(0, 10);
  const opening = `# Settings of this blog, begun on ${day}. Offprint changes only the lines it has to; comments stay.\n`;
  return changeSettingsText(opening, {
    title,
    language: defaultSettings.language,
    timeZone: zone,
    url: defaultSettings.url,
  });
}

async function readText(fileSystem: FileSystem, file: string): Promise<string | undefined> {
  try {
    return Buffer.from(await fileSystem.readFile(file)).toString('utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function broken(file: string, problem: SettingsProblem): SettingsBroken {
  return { kind: 'settings-broken', file, ...problem };
}
