import type { MenuItemConstructorOptions } from 'electron';
import type { Command, CommandId, MenuName } from '../../common/commands.ts';
import type { Text } from '../../common/text/en.ts';

/** What the menu bar is made of. */
export interface MenuParts {
  readonly commands: readonly Command[];
  readonly text: Text['desktop'];
  readonly isMac: boolean;
  readonly choose: (command: CommandId) => void;
  readonly showAbout: () => void;
  readonly showLog: () => void;
}

type Item = MenuItemConstructorOptions;
type Role = keyof Text['desktop']['roles'];

const separator: Item = { type: 'separator' };

/**
 * The menu bar, from the same commands as the page's palette and toolbar. The page hears the keys first and answers most of
 * them itself; an accelerator here fires only for a key that the page left alone, so no command runs twice.
 */
export function menuTemplate(parts: MenuParts): Item[] {
  const { text, isMac } = parts;
  const role = (name: Role, more: Item = {}): Item => ({ role: name, label: text.roles[name], ...more });
  const about: Item = { id: 'host.about', label: text.roles.about, click: parts.showAbout };
  const menu = (name: MenuName, ...more: Item[]): Item => ({
    label: text.menus[name],
    submenu: [...commandItems(parts, name), ...(more.length === 0 ? [] : [separator]), ...more],
  });
  return [
    ...(isMac ? [macMenu(role, about)] : []),
    menu('file', isMac ? role('close') : role('quit', { accelerator: 'CmdOrCtrl+Q' })),
    menu('edit', role('cut'), role('copy'), role('paste'), role('pasteAndMatchStyle'), role('selectAll')),
    menu('format'),
    menu('view', role('resetZoom'), role('zoomIn'), role('zoomOut'), separator, role('togglefullscreen')),
    ...(isMac
      ? [
          {
            role: 'windowMenu' as const,
            label: text.menus.window,
            submenu: [role('minimize'), role('zoom'), separator, role('front')],
          },
        ]
      : []),
    {
      role: 'help',
      ...menu('help', { id: 'host.showLog', label: text.showLog, click: parts.showLog }, ...(isMac ? [] : [about])),
    },
  ];
}

/** On a Mac the first menu belongs to the program. */
function macMenu(role: (name: Role) => Item, about: Item): Item {
  return {
    label: 'Offprint',
    submenu: [
      about,
      separator,
      role('services'),
      separator,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      separator,
      role('quit'),
    ],
  };
}

/** The commands of one menu, with a line between groups. */
function commandItems({ commands, choose }: MenuParts, menu: MenuName): Item[] {
  const own = commands.filter((command) => command.menu === menu);
  return own.flatMap((command, index) => {
    const before = own[index - 1];
    const item: Item = {
      id: command.id,
      label: escapeLabel(command.label),
      click: () => choose(command.id),
      ...(command.shortcut === undefined ? {} : { accelerator: acceleratorOf(command.shortcut) }),
    };
    return before !== undefined && before.group !== command.group ? [separator, item] : [item];
  });
}

/** `Mod+Shift+E` as Electron writes it: `CmdOrCtrl+Shift+E`. */
export function acceleratorOf(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => (part === 'Mod' ? 'CmdOrCtrl' : part))
    .join('+');
}

/** In a label of Windows and Linux a single `&` marks the next letter; two stand for one. */
function escapeLabel(label: string): string {
  return label.replaceAll('&', '&&');
}
