import type { CommandId } from '../commands.ts';
import type { FailureSentences } from '../failure-text.ts';
import { targetRefused } from './en-publish.ts';

const commands: Readonly<Record<CommandId, string>> = {
  'post.new': 'New post',
  'page.new': 'New page',
  'site.start': 'Start a new blog…',
  'site.open': 'Open a folder…',
  'site.openSample': 'Look around in the sample blog',
  'site.settings': 'Blog settings…',
  'preferences.open': 'Preferences…',
  'post.save': 'Save',
  'post.publish': 'Publish',
  'post.trash': 'Move to the trash',
  'site.close': 'Close this blog',
  'edit.undo': 'Undo',
  'edit.redo': 'Redo',
  'edit.find': 'Find and replace',
  'posts.search': 'Search posts',
  'format.bold': 'Bold',
  'format.italic': 'Italic',
  'format.strike': 'Strikethrough',
  'format.code': 'Code',
  'format.link': 'Link',
  'format.image': 'Picture or file…',
  'format.footnote': 'Footnote',
  'format.heading1': 'Large heading',
  'format.heading2': 'Heading',
  'format.heading3': 'Small heading',
  'format.bulletList': 'Bullet list',
  'format.numberedList': 'Numbered list',
  'format.taskList': 'Task list',
  'format.quote': 'Quote',
  'format.callout': 'Callout',
  'format.codeBlock': 'Code block',
  'format.table': 'Table',
  'format.rule': 'Dividing line',
  'format.date': 'Date of today',
  'view.palette': 'Find a command or a post',
  'view.outline': 'Outline',
  'view.list': 'Show or hide the post list',
  'view.preview': 'Show or hide the preview',
  'post.settings': 'Post settings',
  'view.nextPane': 'Go to the next pane',
  'view.previousPane': 'Go to the previous pane',
  'view.focusMode': 'Focus mode',
  'view.typewriter': 'Typewriter mode',
  'view.systemAppearance': 'Appearance as the system',
  'view.lightAppearance': 'Light appearance',
  'view.darkAppearance': 'Dark appearance',
  'help.shortcuts': 'Keyboard shortcuts',
};

const failures: FailureSentences = {
  'invalid-argument': (failure) =>
    `Offprint asked itself for something it cannot do (${failure.path === '' ? 'argument' : failure.path}: expected ${failure.expected}). This is a fault in Offprint; your text is safe.`,
  'unknown-call': (failure) =>
    `This version of Offprint does not know “${failure.name}”. Close Offprint and start it again.`,
  internal: (failure) =>
    `Something went wrong inside Offprint. Your text is safe; the log has the details under ${failure.reference}.`,
  'host-gone': () =>
    'Offprint does not answer. What you wrote is kept in this window; it is saved as soon as Offprint is back.',
  'not-supported': () => 'This is not possible here. It works in the desktop program.',
  'address-refused': (failure) =>
    `“${failure.url}” was not opened, because only web and mail addresses leave Offprint. Check the link.`,
  'media-refused': (failure) => mediaRefused[failure.reason](failure.name),
  'post-missing': (failure) =>
    `“${failure.id}” is no longer there. It was moved or deleted outside Offprint; look for it in the list.`,
  'out-of-step': () => 'The text was changed in another place at the same time. Open the post again; nothing is lost.',
  'changed-outside': (failure) =>
    `“${failure.id}” was changed by another program in the same place as here. Both texts are kept; choose which one to go on with.`,
  'bad-post-id': (failure) =>
    `“${failure.id}” is not a place where a post can be. Posts are Markdown files inside the blog’s folder.`,
  'theme-broken': (failure) =>
    `The theme cannot make this page: ${failure.reason} (${failure.file}${atLine(failure.line)}). Correct the theme’s file, or choose another theme.`,
  'target-missing': (failure) =>
    failure.known.length === 0
      ? `There is no place to publish to called “${failure.name}”. This blog has none yet; add one in offprint.yml.`
      : `There is no place to publish to called “${failure.name}”. Choose one of these: ${failure.known.join(', ')}.`,
  'target-refused': (failure) => `${targetRefused[failure.reason](failure.target)} ${failure.detail}`.trim(),
  'address-clash': (failure) =>
    `“${failure.sources[0]}” and “${failure.sources[1]}” would both be published at ${failure.address}. Give one of them another address.`,
  'broken-posts': (failure) =>
    `${failure.ids.length === 1 ? 'One post cannot be read' : `${failure.ids.length} posts cannot be read`}, and publishing now would take pages away: ${failure.ids.join(', ')}. Correct the first lines of each file.`,
  'not-a-site': (failure) => notASite[failure.reason](failure.folder),
  'folder-not-empty': (failure) =>
    `A new blog needs an empty folder, and “${failure.folder}” has files in it. Choose another folder, or open this one.`,
  'settings-broken': (failure) =>
    `The blog’s settings cannot be read: ${failure.reason} (${failure.file}${atLine(failure.line)}). Correct that line and open the blog again.`,
  'no-site-open': () => 'No blog is open. Open one first.',
  'write-failed': (failure) => `“${failure.file}” could not be saved. ${diskReason(failure.code)}`,
  'read-only': (failure) =>
    `This blog is open in another Offprint (${failure.holder}), so nothing can be saved from here. Close it there first.`,
};

const mediaRefused: Readonly<
  Record<'empty' | 'unknown-type' | 'damaged' | 'too-large' | 'heic' | 'dangerous', (name: string) => string>
> = {
  empty: (name) => `“${name}” is empty, so it was not added. Export it again.`,
  'unknown-type': (name) =>
    `“${name}” is not a kind of file that readers can open in a browser. Add pictures, sound, video or documents such as PDF.`,
  damaged: (name) => `“${name}” is damaged and cannot be opened. Export it again from where it came.`,
  'too-large': (name) => `“${name}” is too large to publish. Make it smaller first.`,
  heic: (name) => `“${name}” is a HEIC picture, which browsers cannot show. Export it as JPEG.`,
  dangerous: (name) =>
    `“${name}” can run programs in a reader’s browser, so it was not added. Add it as a plain picture.`,
};

const notASite: Readonly<
  Record<'missing' | 'not-a-folder' | 'no-settings' | 'unreadable', (folder: string) => string>
> = {
  missing: (folder) => `There is no folder at “${folder}”. Check the path.`,
  'not-a-folder': (folder) => `“${folder}” is a file, not a folder. Choose the folder that holds the blog.`,
  'no-settings': (folder) =>
    `“${folder}” does not look like a blog: it has no offprint.yml and no posts. Choose another folder, or start a new blog.`,
  unreadable: (folder) => `“${folder}” may not be read. Check its permissions.`,
};

function diskReason(code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full; make room, and it is saved by itself.';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return 'The folder may not be written to; check its permissions, and it is saved by itself.';
  if (code === 'EIO') return 'The disk reported an error; copy your text to another disk.';
  return `The system said ${code}; your text is kept, and saving is tried again.`;
}

function atLine(line: number | undefined): string {
  return line === undefined ? '' : `, line ${line}`;
}

/** What the desktop program says outside its page: menus and the system's own boxes. */
const desktop = {
  menus: { file: 'File', edit: 'Edit', format: 'Format', view: 'View', window: 'Window', help: 'Help' },
  roles: {
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pasteAndMatchStyle: 'Paste as plain text',
    selectAll: 'Select all',
    resetZoom: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    togglefullscreen: 'Full screen',
    minimize: 'Minimise',
    zoom: 'Zoom',
    front: 'Bring all to front',
    close: 'Close the window',
    about: 'About Offprint',
    services: 'Services',
    hide: 'Hide Offprint',
    hideOthers: 'Hide others',
    unhide: 'Show all',
    quit: 'Quit Offprint',
  },
  showLog: 'Show the log file',
  about: (version: string, electron: string) => `Version ${version}, on Electron ${electron}`,
  slowClosing: {
    message: 'Offprint is still saving.',
    detail:
      'What you typed is in Offprint’s journal and comes back at the next start, but a file may not be written yet. Wait a little, or close now.',
    wait: 'Keep waiting',
    leave: 'Close now',
  },
  failedSaves: {
    message: (posts: readonly string[]) =>
      posts.length === 1
        ? `“${posts[0]}” could not be saved to its file.`
        : `${posts.length} posts could not be saved.`,
    detail:
      'The text is kept in Offprint’s journal and comes back at the next start. Go back to see why it could not be saved, or close now.',
    stay: 'Go back',
    leave: 'Close now',
  },
  pageCrashed: {
    message: 'The window stopped working several times.',
    detail: 'Nothing you typed is lost: Offprint’s journal has it. Load the window again, or close Offprint.',
    reload: 'Load again',
    quit: 'Close Offprint',
  },
  pageHangs: {
    message: 'The window does not answer.',
    detail: 'Wait a little, or load the window again. What you typed until it stopped is in Offprint’s journal.',
    wait: 'Wait',
    reload: 'Load again',
  },
  notOpened: {
    message: (path: string) => `“${path}” was not opened.`,
    noBlog: 'It is not part of a blog. Open the folder that holds the blog first.',
  },
  noStart: {
    message: 'Offprint cannot start.',
    detail: (reason: string) => `${reason} Start Offprint again; if that does not help, the log file says more.`,
  },
};

/** Everything Offprint says in English. Another language is one more file of the type `Text`. */
export const en = {
  language: 'en',
  commands,
  failures,
  desktop,
  unknownFailure: (kind: string) => `Something went wrong (${kind}). Your text is safe; try again.`,
};

/** The texts of one language. */
export type Text = typeof en;
