import { en, type Text } from './text/en.ts';

/** The menus of a menu bar, in order. */
export type MenuName = 'file' | 'edit' | 'format' | 'view' | 'help';

/**
 * Something the author can do by menu, palette, toolbar or key. The page runs it; a host with a menu of its own sends
 * `command.chosen` with its id.
 */
export interface Command {
  readonly id: CommandId;
  /** In the author's language, sentence case. Ends in an ellipsis when more is asked before anything happens. */
  readonly label: string;
  /** Other words for it, parted by spaces; default: none. */
  readonly words?: string;
  /** `Mod` is Command on a Mac, else Control: `Mod+Shift+E`, `F6`. The last part is a key as the keyboard names it. */
  readonly shortcut?: string;
  readonly menu: MenuName;
  /** Commands of one menu stand together by group; a line parts the groups. */
  readonly group: number;
}

type Row = readonly [id: string, menu: MenuName, group: number, shortcut?: string];

const rows = [
  ['post.new', 'file', 1, 'Mod+N'],
  ['page.new', 'file', 1, 'Mod+Shift+N'],
  ['tab.open', 'file', 1, 'Mod+Alt+T'],
  ['site.start', 'file', 2],
  ['site.open', 'file', 2, 'Mod+O'],
  ['site.openSample', 'file', 2],
  ['site.moveIn', 'file', 2],
  ['site.importReport', 'file', 2],
  ['site.moveOut', 'file', 2],
  ['media.open', 'file', 3, 'Mod+Shift+I'],
  ['site.settings', 'file', 3],
  ['preferences.open', 'file', 3, 'Mod+,'],
  ['post.save', 'file', 4, 'Mod+S'],
  ['post.publish', 'file', 4, 'Mod+Shift+Enter'],
  ['publish.review', 'file', 4, 'Mod+Alt+Enter'],
  ['publish.history', 'file', 4],
  ['publish.places', 'file', 4],
  ['post.goal', 'file', 5],
  ['post.duplicate', 'file', 5],
  ['post.versions', 'file', 5],
  ['post.trash', 'file', 5],
  ['posts.trash', 'file', 5],
  ['tab.close', 'file', 6, 'Mod+Alt+W'],
  ['site.close', 'file', 6],
  ['edit.undo', 'edit', 1, 'Mod+Z'],
  ['edit.redo', 'edit', 1, 'Mod+Shift+Z'],
  ['edit.find', 'edit', 2, 'Mod+F'],
  ['posts.search', 'edit', 2, 'Mod+Shift+F'],
  ['edit.findings', 'edit', 2, 'F7'],
  ['posts.replace', 'edit', 3, 'Mod+Shift+H'],
  ['posts.terms', 'edit', 3],
  ['posts.links', 'edit', 3],
  ['edit.footnoteJump', 'edit', 3, 'Mod+Alt+J'],
  ['edit.learnWord', 'edit', 3],
  ['format.bold', 'format', 1, 'Mod+B'],
  ['format.italic', 'format', 1, 'Mod+I'],
  ['format.strike', 'format', 1, 'Mod+Shift+X'],
  ['format.code', 'format', 1, 'Mod+E'],
  ['format.link', 'format', 2, 'Mod+Shift+K'],
  ['format.image', 'format', 2, 'Mod+Shift+M'],
  ['format.gallery', 'format', 2],
  ['format.footnote', 'format', 2, 'Mod+Alt+F'],
  ['format.heading1', 'format', 3, 'Mod+1'],
  ['format.heading2', 'format', 3, 'Mod+2'],
  ['format.heading3', 'format', 3, 'Mod+3'],
  ['format.bulletList', 'format', 4, 'Mod+Shift+8'],
  ['format.numberedList', 'format', 4, 'Mod+Shift+7'],
  ['format.taskList', 'format', 4, 'Mod+Shift+9'],
  ['format.quote', 'format', 5, 'Mod+Shift+B'],
  ['format.callout', 'format', 5],
  ['format.codeBlock', 'format', 5, 'Mod+Shift+E'],
  ['format.table', 'format', 6],
  ['format.rule', 'format', 6],
  ['format.date', 'format', 6],
  ['table.addRow', 'format', 7],
  ['table.removeRow', 'format', 7],
  ['table.moveRowUp', 'format', 7],
  ['table.moveRowDown', 'format', 7],
  ['table.addColumn', 'format', 7],
  ['table.removeColumn', 'format', 7],
  ['table.moveColumnLeft', 'format', 7],
  ['table.moveColumnRight', 'format', 7],
  ['table.alignColumn', 'format', 7],
  ['view.palette', 'view', 1, 'Mod+K'],
  ['view.outline', 'view', 1, 'Mod+Shift+O'],
  ['view.list', 'view', 2, 'Mod+Shift+L'],
  ['view.preview', 'view', 2, 'Mod+P'],
  ['post.settings', 'view', 2, 'Mod+Shift+D'],
  ['view.beside', 'view', 6],
  ['view.below', 'view', 6],
  ['view.previewAlone', 'view', 6, 'Mod+Shift+P'],
  ['view.editorAlone', 'view', 6],
  ['view.fullScreen', 'view', 6, 'F11'],
  ['preview.page', 'view', 7],
  ['preview.print', 'view', 7],
  ['preview.feed', 'view', 7],
  ['preview.search', 'view', 7],
  ['preview.card', 'view', 7],
  ['preview.dark', 'view', 7],
  ['view.nextPane', 'view', 3, 'F6'],
  ['view.previousPane', 'view', 3, 'Shift+F6'],
  ['tab.next', 'view', 3, 'Mod+Alt+PageDown'],
  ['tab.previous', 'view', 3, 'Mod+Alt+PageUp'],
  ['view.focusMode', 'view', 4, 'F8'],
  ['view.typewriter', 'view', 4, 'F9'],
  ['view.systemAppearance', 'view', 5],
  ['view.lightAppearance', 'view', 5],
  ['view.darkAppearance', 'view', 5],
  ['help.shortcuts', 'help', 1, 'Mod+/'],
] as const satisfies readonly Row[];

/** Names a command, `noun.verb`. */
export type CommandId = (typeof rows)[number][0];

/** Every command with its label in one language, in the order of the menus. */
export function commandsIn(text: Text): readonly Command[] {
  return rows.map(([id, menu, group, shortcut]) => {
    const words = text.commandWords[id];
    return {
      id,
      label: text.commands[id],
      menu,
      group,
      ...(words === undefined ? {} : { words }),
      ...(shortcut === undefined ? {} : { shortcut }),
    };
  });
}

/** Every command in English, for hosts that make their menu before they know the author's language. */
export const commandList: readonly Command[] = commandsIn(en);

/** True for the id of a command; what a menu or a socket sends is text until then. */
export function isCommandId(value: string): value is CommandId {
  return rows.some(([id]) => id === value);
}
