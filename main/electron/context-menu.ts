import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { en, type Text } from '../../common/text/en.ts';
import type { Log } from '../node/log.ts';
import { leavingAddress } from './page-address.ts';

/** What lies under the mouse, as Electron says it. */
export type Under = Pick<
  Electron.ContextMenuParams,
  'misspelledWord' | 'dictionarySuggestions' | 'isEditable' | 'selectionText' | 'linkURL'
> & { readonly editFlags: Pick<Electron.EditFlags, 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'> };

/** What the items do. */
export interface ContextActions {
  replaceWord(word: string): void;
  addToDictionary(word: string): void;
  openExternal(url: URL): void;
  copy(text: string): void;
}

type Item = MenuItemConstructorOptions;

const shownSuggestions = 5;

/**
 * The menu of the right mouse button: a misspelt word's corrections, a link's address, and the usual of a text field. Empty
 * where there is nothing to do.
 */
export function contextMenuTemplate(under: Under, actions: ContextActions, text: Text['desktop']): Item[] {
  const groups = [spellingItems(under, actions, text), linkItems(under, actions, text), editItems(under, text)];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' as const }, ...group]));
}

/** What the menu of a window needs besides the window itself. */
export interface ContextMenuParts {
  readonly openExternal: (url: URL) => Promise<void>;
  /** Keeps a word with the blog that is open. */
  readonly addToDictionary: (word: string) => Promise<unknown>;
  readonly copy: (text: string) => Promise<void>;
  readonly log: Log;
}

/** Opens the menu where the author presses the right mouse button in a window; `show` pops it up. */
export function offerContextMenu(
  window: BrowserWindow,
  show: (template: Item[]) => void,
  { openExternal, addToDictionary, copy, log }: ContextMenuParts,
): void {
  const { webContents } = window;
  const actions: ContextActions = {
    replaceWord: (word) => webContents.replaceMisspelling(word),
    addToDictionary: (word) => {
      addToDictionary(word).catch((error: unknown) => log.error('a word was not added', error));
    },
    openExternal: (url) => {
      openExternal(url).catch((error: unknown) => log.error('the system did not open an address', error));
    },
    copy: (text) => {
      copy(text).catch((error: unknown) => log.error('the system did not take a text to copy', error));
    },
  };
  webContents.on('context-menu', (_event, under) => {
    const template = contextMenuTemplate(under, actions, en.desktop);
    if (template.length > 0) show(template);
  });
}

function spellingItems(
  { misspelledWord, dictionarySuggestions }: Under,
  actions: ContextActions,
  text: Text['desktop'],
): Item[] {
  if (misspelledWord === '') return [];
  const { noSuggestions, addToDictionary } = text.contextMenu;
  const suggestions = dictionarySuggestions
    .slice(0, shownSuggestions)
    .map((word): Item => ({ label: word, click: () => actions.replaceWord(word) }));
  return [
    ...(suggestions.length === 0 ? [{ label: noSuggestions, enabled: false }] : suggestions),
    { type: 'separator' },
    { label: addToDictionary, click: () => actions.addToDictionary(misspelledWord) },
  ];
}

function linkItems({ linkURL }: Under, actions: ContextActions, text: Text['desktop']): Item[] {
  const address = leavingAddress(linkURL);
  if (address === undefined) return [];
  return [
    { label: text.contextMenu.openLink, click: () => actions.openExternal(address) },
    { label: text.contextMenu.copyLink, click: () => actions.copy(address.href) },
  ];
}

function editItems({ isEditable, selectionText, editFlags }: Under, text: Text['desktop']): Item[] {
  const item = (role: 'cut' | 'copy' | 'paste' | 'pasteAndMatchStyle' | 'selectAll', enabled: boolean): Item => ({
    role,
    label: text.roles[role],
    enabled,
  });
  if (!isEditable) return selectionText.trim() === '' ? [] : [item('copy', editFlags.canCopy)];
  return [
    item('cut', editFlags.canCut),
    item('copy', editFlags.canCopy),
    item('paste', editFlags.canPaste),
    item('pasteAndMatchStyle', editFlags.canPaste),
    item('selectAll', editFlags.canSelectAll),
  ];
}
