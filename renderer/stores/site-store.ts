import { type ReadonlySignal, signal } from '@preact/signals';
import type { OpenSite, RecentSite, SettingsChanges } from '../../common/contract/site.ts';
import type { Failure, Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';
import { readAnew } from './read-anew.ts';

/** Which blog is open, and which were before. */
export interface SiteStore {
  readonly current: ReadonlySignal<OpenSite | undefined>;
  readonly recent: ReadonlySignal<readonly RecentSite[]>;
  /** False until the program has said for the first time whether a blog is open. */
  readonly isKnown: ReadonlySignal<boolean>;
  refresh(): Promise<void>;
  open(folder: string): Promise<Result<OpenSite>>;
  create(folder: string, title: string): Promise<Result<OpenSite>>;
  openSample(): Promise<Result<OpenSite>>;
  close(): Promise<void>;
  change(settings: SettingsChanges): Promise<Result<SiteSettings>>;
}

/** Follows the program: the open site changes only when the program says that it did. */
export function createSiteStore(client: Client): SiteStore {
  const current = signal<OpenSite | undefined>(undefined);
  const recent = signal<readonly RecentSite[]>([]);
  const isKnown = signal(false);

  const refresh = readAnew(async () => {
    const [site, sites] = await Promise.all([client.call('site.current'), client.call('site.recent')]);
    if (site.ok) current.value = site.value;
    if (sites.ok) recent.value = sites.value;
    isKnown.value = isKnown.value || site.ok;
  });

  async function take<Expected extends Failure>(
    answer: Promise<Result<OpenSite, Expected>>,
  ): Promise<Result<OpenSite>> {
    const opened = await answer;
    if (opened.ok) await refresh();
    return opened;
  }

  client.on('site.changed', () => inBackground(refresh()));
  return {
    current,
    recent,
    isKnown,
    refresh,
    open: (folder) => take(client.call('site.open', { folder })),
    create: (folder, title) => take(client.call('site.create', { folder, title })),
    openSample: () => take(client.call('site.openSample')),
    async close() {
      await client.call('site.close');
      await refresh();
    },
    async change(settings) {
      const changed = await client.call('site.change', settings);
      if (changed.ok) await refresh();
      return changed;
    },
  };
}
