import { redo, undo } from '@codemirror/commands';
import { forceLinting } from '@codemirror/lint';
import { openSearchPanel } from '@codemirror/search';
import type { StateCommand } from '@codemirror/state';
import { type Command, type CommandId, commandsIn, isCommandId } from '../common/commands.ts';
import { inBackground } from './background.ts';
import { needsPost, needsSite } from './command-needs.ts';
import type { Desk } from './desk.ts';
import { jumpToFootnote } from './editor/footnote-jump.ts';
import { formattingCommands } from './editor/formatting.ts';
import { makeGallery } from './editor/gallery-command.ts';
import { wordAtCursor } from './editor/own-words.ts';
import {
  addColumn,
  addRow,
  alignColumn,
  moveColumn,
  moveRow,
  removeColumn,
  removeRow,
} from './editor/table-commands.ts';
import { isLookedOver } from './editor/text-checks.ts';
import { keepKeys } from './kept-keys.ts';
import { focusDrawn, focusPane, paneWithFocus } from './panes.ts';
import { pickFilesInto } from './pick-files.ts';
import type { PreviewLook } from './stores/preview-look-store.ts';

/** Runs commands for palette, toolbar, keys and the system's menu alike. */
export interface CommandRunner {
  readonly list: readonly Command[];
  /** Whether a command makes sense now; reads signals, so that whoever draws it follows. */
  isEnabled(id: CommandId): boolean;
  /** Does nothing when the command makes no sense now. */
  run(id: CommandId): void;
  /** For names that come from outside the page; unknown ones do nothing. */
  runNamed(name: string): void;
}

type Parts = Omit<Desk, 'commands'>;
type Action = () => unknown;

/** The one table of what each command does. */
export function createCommands(desk: Parts): CommandRunner {
  const list = commandsIn(desk.text);
  const actions: Readonly<Record<CommandId, Action>> = { ...programActions(desk), ...editorActions(desk) };
  function isEnabled(id: CommandId): boolean {
    if (needsPost(id)) return desk.draft.session.value !== undefined;
    return !needsSite(id) || desk.site.current.value !== undefined;
  }
  function run(id: CommandId): void {
    if (isEnabled(id)) inBackground(Promise.resolve(actions[id]()));
  }
  return {
    list,
    isEnabled,
    run,
    runNamed(name) {
      if (isCommandId(name)) run(name);
    },
  };
}

function programActions(desk: Parts) {
  const { site, list, draft, publish, layout, overlay, preferences, notices, editor } = desk;
  async function create(kind: 'post' | 'page'): Promise<void> {
    // What is typed while the file is being made belongs to the new post, not to the field that had the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const keys = keepKeys();
    const created = await list.create(kind);
    if (!created.ok) {
      keys.give();
      notices.showFailure('create', created.failure);
      return;
    }
    await draft.open(created.value.id);
    layout.reveal('editor');
    focusDrawn('title', undefined, keys.give);
  }
  async function duplicate(): Promise<void> {
    const id = draft.session.value?.id;
    if (id === undefined) return;
    await draft.save();
    const copied = await desk.client.call('posts.duplicate', { id });
    if (copied.ok) await draft.open(copied.value.id);
    else notices.showFailure('duplicate', copied.failure);
  }
  async function openFolder(): Promise<void> {
    if (!desk.description.capabilities.nativeDialogs) {
      overlay.show({ kind: 'doors' });
      return;
    }
    const picked = await desk.client.call('host.pickFolder', { title: desk.text.first.openTitle });
    if (!picked.ok || picked.value === undefined) return;
    const opened = await site.open(picked.value);
    if (!opened.ok) notices.showFailure('site', opened.failure);
  }
  async function openSample(): Promise<void> {
    const opened = await site.openSample();
    if (!opened.ok) notices.showFailure('site', opened.failure);
  }
  function showAs(look: PreviewLook): void {
    desk.previewLook.show(look);
    layout.reveal('preview');
  }
  function toggleOutline(): void {
    const isOpen = !overlay.isOutlineOpen.value;
    overlay.setOutline(isOpen);
    focusDrawn(isOpen ? 'outline' : 'editor', editor.view);
  }
  function movePane(steps: 1 | -1): void {
    const next = layout.neighbour(paneWithFocus() ?? 'editor', steps);
    layout.reveal(next);
    focusDrawn(next, editor.view);
  }
  return {
    'post.new': () => create('post'),
    'page.new': () => create('page'),
    'site.start': () => overlay.show({ kind: 'doors' }),
    'site.open': openFolder,
    'site.openSample': openSample,
    'site.moveIn': () => overlay.show({ kind: 'move-in' }),
    'site.importReport': () => overlay.show({ kind: 'move-in', report: true }),
    'site.moveOut': () => overlay.show({ kind: 'move-out' }),
    'media.open': () => overlay.show({ kind: 'media' }),
    'site.settings': () => overlay.show({ kind: 'site-settings' }),
    'site.close': () => site.close(),
    'preferences.open': () => overlay.show({ kind: 'preferences' }),
    'post.save': () => draft.save(),
    'post.publish': () => publish.start(draft.session.value?.id),
    'publish.review': () => overlay.show({ kind: 'review' }),
    'publish.history': () => overlay.show({ kind: 'history' }),
    'publish.places': () => overlay.show({ kind: 'places' }),
    'post.trash': () => {
      const session = draft.session.value;
      if (session !== undefined) overlay.show({ kind: 'trash', id: session.id, title: session.matter.value.title });
    },
    'post.goal': () => overlay.show({ kind: 'goal' }),
    'post.versions': () => {
      const session = draft.session.value;
      if (session !== undefined) overlay.show({ kind: 'versions', id: session.id });
    },
    'post.duplicate': duplicate,
    'posts.trash': () => overlay.show({ kind: 'trash-list' }),
    'posts.replace': () => overlay.show({ kind: 'bulk', change: 'text' }),
    'posts.terms': () => overlay.show({ kind: 'bulk', change: 'term' }),
    'posts.links': () => overlay.show({ kind: 'bulk', change: 'link' }),
    'post.settings': () => {
      overlay.setPostSettings(!overlay.isPostSettingsOpen.value);
      if (overlay.isPostSettingsOpen.value) layout.reveal('preview');
    },
    'posts.search': () => {
      layout.reveal('list');
      focusDrawn('search');
    },
    'view.palette': () => overlay.show({ kind: 'palette' }),
    'view.outline': toggleOutline,
    'view.list': () => layout.toggle('list'),
    'view.preview': () => layout.toggle('preview'),
    'view.beside': () => layout.arrange('beside'),
    'view.below': () => layout.arrange('below'),
    'view.previewAlone': () => layout.arrange(layout.isAlone('preview') ? layout.placement.value : 'preview'),
    'view.editorAlone': () => layout.arrange(layout.isAlone('editor') ? layout.placement.value : 'editor'),
    'view.fullScreen': fillScreen,
    'preview.page': () => showAs('page'),
    'preview.print': () => showAs('print'),
    'preview.feed': () => showAs('feed'),
    'preview.search': () => showAs('search'),
    'preview.card': () => showAs('card'),
    'preview.dark': () => desk.previewLook.toggleDark(),
    'view.nextPane': () => movePane(1),
    'view.previousPane': () => movePane(-1),
    'tab.open': () => overlay.show({ kind: 'palette', isForNewTab: true }),
    'tab.close': () => desk.tabs.close(),
    'tab.next': () => desk.tabs.step(1),
    'tab.previous': () => desk.tabs.step(-1),
    'view.focusMode': () => desk.layout.toggleMode('focus'),
    'view.typewriter': () => desk.layout.toggleMode('typewriter'),
    'view.systemAppearance': () => preferences.change({ appearance: 'system' }),
    'view.lightAppearance': () => preferences.change({ appearance: 'light' }),
    'view.darkAppearance': () => preferences.change({ appearance: 'dark' }),
    'help.shortcuts': () => overlay.show({ kind: 'shortcuts' }),
  } satisfies Partial<Record<CommandId, Action>>;
}

function editorActions(desk: Parts) {
  const { editor, text } = desk;
  const run =
    (command: StateCommand): Action =>
    () =>
      editor.run(command);
  /** Title and search fields undo by themselves; elsewhere the text is meant. */
  const history =
    (name: 'undo' | 'redo', command: StateCommand): Action =>
    () => {
      const field = document.activeElement;
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) document.execCommand(name);
      else editor.run(command);
    };
  const format = formattingCommands(text);
  return {
    'edit.undo': history('undo', undo),
    'edit.redo': history('redo', redo),
    'edit.find': () => void openSearchPanel(editor.view),
    'edit.footnoteJump': run(jumpToFootnote),
    'edit.findings': () => showFindings(desk),
    'edit.learnWord': () => learnWord(desk),
    'format.bold': run(format.bold),
    'format.italic': run(format.italic),
    'format.strike': run(format.strike),
    'format.code': run(format.code),
    'format.link': run(format.link),
    'format.image': () => pickFilesInto(editor.view),
    'format.gallery': run(makeGallery),
    'format.footnote': run(format.footnote),
    'format.heading1': run(format.heading1),
    'format.heading2': run(format.heading2),
    'format.heading3': run(format.heading3),
    'format.bulletList': run(format.bulletList),
    'format.numberedList': run(format.numberedList),
    'format.taskList': run(format.taskList),
    'format.quote': run(format.quote),
    'format.callout': run(format.callout),
    'format.codeBlock': run(format.codeBlock),
    'format.table': run(format.table),
    'format.rule': run(format.rule),
    'format.date': run(format.date),
    'table.addRow': run(addRow),
    'table.removeRow': run(removeRow),
    'table.moveRowUp': run(moveRow(-1)),
    'table.moveRowDown': run(moveRow(1)),
    'table.addColumn': run(addColumn),
    'table.removeColumn': run(removeColumn),
    'table.moveColumnLeft': run(moveColumn(-1)),
    'table.moveColumnRight': run(moveColumn(1)),
    'table.alignColumn': run(alignColumn),
  } satisfies Partial<Record<CommandId, Action>>;
}

/** Opens the list at the foot, goes back to it, closes it, or says that there is nothing in it. */
async function showFindings({ checks, editor, overlay, notices, text }: Parts): Promise<void> {
  const { isFindingsOpen } = overlay;
  const isElsewhere = document.activeElement?.closest('.findings') == null;
  const { doc } = editor.view.state;
  if (!isLookedOver(editor.view.state)) {
    // Nothing is said of words that nobody has looked at.
    const looked = checks.nextLook();
    forceLinting(editor.view);
    await looked;
    if (editor.view.state.doc !== doc) return;
  }
  const isEmpty = checks.findings.value.length === 0;
  if (isFindingsOpen.value && isElsewhere && !isEmpty) focusPane('findings');
  else if (!isEmpty) isFindingsOpen.value = !isFindingsOpen.value;
  else notices.show({ key: 'findings', tone: 'quiet', sentence: text.editor.nothingFound, actions: [] });
}

/** Adds the word at the cursor to those that are right in this blog. */
async function learnWord({ editor, words, notices, text }: Parts): Promise<void> {
  const word = wordAtCursor(editor.view);
  const show = (sentence: string) => notices.show({ key: 'spelling', tone: 'quiet', sentence, actions: [] });
  if (word === undefined) {
    show(text.editor.noWord);
    return;
  }
  const failure = await words.add(word);
  if (failure === undefined) show(text.editor.learned(word));
  else notices.showFailure('spelling', failure);
}

/** Fills the screen with the window's page, or gives the screen back. */
async function fillScreen(): Promise<void> {
  if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
  else await document.exitFullscreen();
}
