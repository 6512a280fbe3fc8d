import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../../common/commands.ts';
import { en } from '../../../common/text/en.ts';
import { acceleratorOf, type MenuParts, menuTemplate } from '../../../main/electron/menu-template.ts';

type Item = MenuItemConstructorOptions;

function template(isMac: boolean, changes: Partial<MenuParts> = {}): Item[] {
  return menuTemplate({
    commands: commandList,
    text: en.desktop,
    isMac,
    choose: () => {},
    recentSites: [],
    openRecent: () => {},
    spellingLanguages: [],
    chooseSpelling: () => {},
    showAbout: () => {},
    showLog: () => {},
    ...changes,
  });
}

/** A person's click. */
function click(items: readonly Item[], id: string): void {
  // The program's clicks use none of their arguments.
  (all(items).find((item) => item.id === id)?.click as (() => void) | undefined)?.();
}

function all(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

/** Filling the screen is the system's own item, which needs no click inside the page. */
const ownCommands = commandList.filter(({ id }) => id !== 'view.fullScreen');

describe('the menu bar', () => {
  it.each([true, false])('has every command once, with its label and its keys (Mac: %s)', (isMac) => {
    const items = all(template(isMac));
    expect(items.filter((item) => item.id === 'view.fullScreen' || item.role === 'togglefullscreen')).toHaveLength(1);
    for (const command of ownCommands) {
      const found = items.filter((item) => item.id === command.id);
      expect(found.map((item) => item.label)).toEqual([command.label]);
      expect(found[0]?.accelerator).toBe(command.shortcut === undefined ? undefined : acceleratorOf(command.shortcut));
    }
  });

  it('tells which command was chosen', () => {
    const chosen: string[] = [];
    const items = template(false, { choose: (id) => chosen.push(id) });
    for (const { id } of ownCommands) click(items, id);
    expect(chosen).toEqual(ownCommands.map(({ id }) => id));
  });

  it('parts the groups of a menu with a line, never at an edge, never two together', () => {
    for (const menu of template(false)) {
      const types = (menu.submenu as Item[]).map((item) => item.type);
      expect(types[0]).toBeUndefined();
      expect(types.at(-1)).toBeUndefined();
      expect(types.some((type, index) => type === 'separator' && types[index + 1] === 'separator')).toBe(false);
      expect(types).toContain('separator');
    }
  });

  it.each([true, false])('gives no two items the same keys (Mac: %s)', (isMac) => {
    const keys = all(template(isMac)).flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('opens the blogs of before, and says when there are none', () => {
    const opened: string[] = [];
    const recentSites = [
      { folder: '/blogs/harbour', title: 'Harbour & sea' },
      { folder: '/blogs/train', title: 'Train' },
    ];
    const items = template(false, { recentSites, openRecent: (folder) => opened.push(folder) });
    expect(
      all(items)
        .filter(({ id }) => id?.startsWith('recent.'))
        .map(({ label }) => label),
    ).toEqual(['Harbour && sea', 'Train']);
    click(items, 'recent.1');
    expect(opened).toEqual(['/blogs/train']);
    expect(all(template(false)).find(({ label }) => label === en.desktop.noRecent)?.enabled).toBe(false);
  });

  it('ticks the languages that spelling is checked in', () => {
    const chosen: unknown[] = [];
    const spellingLanguages = [
      { code: 'de', name: 'German', isChosen: true },
      { code: 'fr', name: 'French', isChosen: false },
    ];
    const items = template(false, { spellingLanguages, chooseSpelling: (...given) => chosen.push(given) });
    expect(
      all(items)
        .filter(({ type }) => type === 'checkbox')
        .map(({ label, checked }) => [label, checked]),
    ).toEqual([
      ['German', true],
      ['French', false],
    ]);
    click(items, 'spelling.de');
    click(items, 'spelling.fr');
    expect(chosen).toEqual([
      ['de', false],
      ['fr', true],
    ]);
  });

  it('has the program’s own menu first on a Mac', () => {
    expect(template(true).map(({ label }) => label)).toEqual([
      'Offprint',
      'File',
      'Edit',
      'Format',
      'View',
      'Window',
      'Help',
    ]);
    expect(template(false).map(({ label }) => label)).toEqual(['File', 'Edit', 'Format', 'View', 'Help']);
  });
});

it('writes keys as Electron does', () => {
  expect(acceleratorOf('Mod+Shift+E')).toBe('CmdOrCtrl+Shift+E');
  expect(acceleratorOf('F6')).toBe('F6');
});
