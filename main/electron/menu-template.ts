import type { MenuItemConstructorOptions } from 'electron';
import type { Command, CommandId, MenuName } from '../../common/commands.ts';
import type { RecentSite } from '../../common/contract/site.ts';
import type { Text } from '../../common/text/en.ts';
import type { SpellingLanguage } from './spelling.ts';

/** What the menu bar is made of. */
export interface MenuParts {
  readonly commands: readonly Command[];
  readonly text: Text['desktop'];
  readonly isMac: boolean;
  readonly choose: (command: CommandId) => void;
  /** Blogs opened before, latest first. */
  readonly recentSites: readonly RecentSite[];
  readonly openRecent: (folder: string) => void;
  /** Languages to check spelling in; empty where the system does this itself. */
  readonly spellingLanguages: readonly SpellingLanguage[];
  readonly chooseSpelling: (code: string, isChosen: boolean) => void;
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
    menu(
      'edit',
      role('cut'),
      role('copy'),
      role('paste'),
      role('pasteAndMatchStyle'),
      role('selectAll'),
      ...spellingItems(parts),
    ),
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

/** The languages to check spelling in, each to be ticked. */
function spellingItems({ spellingLanguages, chooseSpelling, text }: MenuParts): Item[] {
  if (spellingLanguages.length === 0) return [];
  const submenu = spellingLanguages.map(
    ({ code, name, isChosen }): Item => ({
      id: `spelling.${code}`,
      type: 'checkbox',
      label: escapeLabel(name),
      checked: isChosen,
      click: () => chooseSpelling(code, !isChosen),
    }),
  );
  return [separator, { label: text.spelling, submenu }];
}

/** The blogs opened before, after the command that opens one. */
function recentItem({ recentSites, openRecent, text }: MenuParts): Item {
  const blogs = recentSites.map(
    ({ folder, title }, index): Item => ({
      id: `recent.${index}`,
      label: escapeLabel(title),
      sublabel: folder,
      click: () => openRecent(folder),
    }),
  );
  return { label: text.openRecent, submenu: blogs.length === 0 ? [{ label: text.noRecent, enabled: false }] : blogs };
}

/** The commands of one menu, with a line between groups. */
function commandItems(parts: MenuParts, menu: MenuName): Item[] {
  const { commands, choose } = parts;
  // The menu has the system's own item for the full screen, which needs no click inside the page.
  const own = commands.filter((command) => command.menu === menu && command.id !== 'view.fullScreen');
  return own.flatMap((command, index) => {
    const before = own[index - 1];
    const item: Item = {
      id: command.id,
      label: escapeLabel(command.label),
      click: () => choose(command.id),
      ...(command.shortcut === undefined ? {} : { accelerator: acceleratorOf(command.shortcut) }),
    };
    const isFirstOfGroup = before !== undefined && before.group !== command.group;
    return [...(isFirstOfGroup ? [separator] : []), item, ...(command.id === 'site.open' ? [recentItem(parts)] : [])];
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
