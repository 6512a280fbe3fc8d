import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../../common/commands.ts';
import { en } from '../../../common/text/en.ts';
import { acceleratorOf, menuTemplate } from '../../../main/electron/menu-template.ts';

type Item = MenuItemConstructorOptions;

function template(isMac: boolean, choose: (id: string) => void = () => {}): Item[] {
  return menuTemplate({
    commands: commandList,
    text: en.desktop,
    isMac,
    choose,
    showAbout: () => {},
    showLog: () => {},
  });
}

function all(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])]);
}

describe('the menu bar', () => {
  it.each([true, false])('has every command once, with its label and its keys (Mac: %s)', (isMac) => {
    const items = all(template(isMac));
    for (const command of commandList) {
      const found = items.filter((item) => item.id === command.id);
      expect(found.map((item) => item.label)).toEqual([command.label]);
      expect(found[0]?.accelerator).toBe(command.shortcut === undefined ? undefined : acceleratorOf(command.shortcut));
    }
  });

  it('tells which command was chosen', () => {
    const chosen: string[] = [];
    for (const item of all(template(false, (id) => chosen.push(id)))) {
      if (commandList.some(({ id }) => id === item.id)) (item.click as (() => void) | undefined)?.();
    }
    expect(chosen).toEqual(
      commandList.toSorted((a, b) => menus.indexOf(a.menu) - menus.indexOf(b.menu)).map(({ id }) => id),
    );
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

const menus = ['file', 'edit', 'format', 'view', 'help'];

it('writes keys as Electron does', () => {
  expect(acceleratorOf('Mod+Shift+E')).toBe('CmdOrCtrl+Shift+E');
  expect(acceleratorOf('F6')).toBe('F6');
});
