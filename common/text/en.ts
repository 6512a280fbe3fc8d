import type { CommandId } from '../commands.ts';
import type { FailureSentences } from '../failure-text.ts';
import { enChecks } from './en-checks.ts';
import { outputRefused } from './en-command-line.ts';
import { mediaPage } from './en-media.ts';
import { placesPage, publishesPage } from './en-places.ts';
import { targetRefused } from './en-publish.ts';
import { versionsPage } from './en-versions.ts';

const commands: Readonly<Record<CommandId, string>> = {
  'post.new': 'New post',
  'page.new': 'New page',
  'site.start': 'Start a new blog…',
  'site.open': 'Open a folder…',
  'site.openSample': 'Look around in the sample blog',
  'site.settings': 'Blog settings…',
  'media.open': 'Pictures and files…',
  'preferences.open': 'Preferences…',
  'post.save': 'Save',
  'post.publish': 'Publish',
  'publish.history': 'Earlier publishes…',
  'publish.places': 'Places to publish to…',
  'post.versions': 'Earlier versions…',
  'post.trash': 'Move to the trash',
  'posts.trash': 'Trash…',
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
  'table.addRow': 'Table: add a row below',
  'table.removeRow': 'Table: remove this row',
  'table.addColumn': 'Table: add a column after this one',
  'table.removeColumn': 'Table: remove this column',
  'table.moveColumnLeft': 'Table: move this column left',
  'table.moveColumnRight': 'Table: move this column right',
  'table.alignColumn': 'Table: align this column',
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
  'export-refused': (failure) => exportRefused[failure.reason](failure.file, atLine(failure.line)),
  'media-refused': (failure) => mediaRefused[failure.reason](failure.name),
  'media-missing': (failure) =>
    `“${failure.path}” is no longer there. It was moved or deleted outside Offprint; look for it among the missing files.`,
  'media-in-use': (failure) =>
    `“${failure.path}” is used in ${failure.uses.length === 1 ? 'one place' : `${failure.uses.length} places`}, which would show nothing without it. Take it out there first, or move it to the trash anyway.`,
  'media-name-taken': (failure) => `There is another file called “${failure.path}”. Choose another name.`,
  'links-not-changed': (failure) =>
    `The links to “${failure.path}” could not be changed in ${failure.posts.join(', ')}. The file is there under both names, so nothing is broken; try again when those posts can be saved.`,
  'post-missing': (failure) =>
    `“${failure.id}” is no longer there. It was moved or deleted outside Offprint; look for it in the list.`,
  'revision-missing': () => 'This version is no longer kept. Choose another one from the list.',
  'trash-missing': () => 'This post is no longer in the trash. It was brought back already, or its 30 days are over.',
  'slug-taken': (failure) => `Another post has the address “${failure.slug}” already. Choose another one.`,
  'pattern-broken': (failure) => patternBroken[failure.reason],
  'undo-missing': () => 'This change can no longer be taken back as a whole. Each post still has its earlier versions.',
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
  'receipt-missing': () =>
    'This publish can no longer be put back, because its files are kept for the last twenty only.',
  'address-clash': (failure) =>
    `“${failure.sources[0]}” and “${failure.sources[1]}” would both be published at ${failure.address}. Give one of them another address.`,
  'broken-posts': (failure) =>
    `${failure.ids.length === 1 ? 'One post cannot be read' : `${failure.ids.length} posts cannot be read`}, and publishing now would take pages away: ${failure.ids.join(', ')}. Correct the first lines of each file.`,
  'output-refused': (failure) => outputRefused[failure.reason](failure.folder, failure.files ?? []),
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

const exportRefused: Readonly<
  Record<'missing' | 'unreadable' | 'not-an-export' | 'doctype' | 'too-deep', (file: string, line: string) => string>
> = {
  missing: (file) => `There is no file at “${file}”. Check the path.`,
  unreadable: (file) => `“${file}” may not be read. Check its permissions.`,
  'not-an-export': (file) =>
    `“${file}” is not a WordPress export. In WordPress choose Tools, Export, All content, and use the file it gives.`,
  doctype: (file, line) =>
    `“${file}” declares its own document type${line}, which no WordPress export does and which can be a trap, so nothing was read. Export it again.`,
  'too-deep': (file, line) =>
    `“${file}” is nested deeper than any export${line}, so nothing more was read. Export it again.`,
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

const patternBroken: Readonly<Record<'invalid' | 'too-slow' | 'empty', string>> = {
  invalid: 'This is not a regular expression. Look for a bracket that is not closed, or search for plain text.',
  'too-slow': 'This regular expression takes too long on one of the posts, so nothing was changed. Make it simpler.',
  empty: 'There is nothing to look for yet. Type what is to be replaced.',
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
  if (code === 'EILSEQ')
    return 'The file is not UTF-8 text, so saving could damage it; save it as UTF-8 in another program first.';
  if (code === 'OUTSIDE')
    return 'It is a link to a file outside the blog, which is left alone; put the file itself into the blog.';
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
  openRecent: 'Open recent',
  noRecent: 'No blogs yet',
  spelling: 'Check spelling in',
  contextMenu: {
    noSuggestions: 'No suggestions',
    addToDictionary: 'Add to dictionary',
    openLink: 'Open link',
    copyLink: 'Copy link address',
  },
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
  checks: enChecks,
  desktop,
  unknownFailure: (kind: string) => `Something went wrong (${kind}). Your text is safe; try again.`,
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  first: {
    welcome: 'What would you like to write?',
    lead: 'Your blog is a folder of plain text files on this computer. Nothing leaves it until you publish.',
    start: 'Start a new blog',
    startHint: 'An empty folder becomes a blog.',
    open: 'Open a folder',
    openTitle: 'Open the folder of a blog',
    openHint: 'A blog you already have: Offprint, Hugo, Jekyll, Hexo, Eleventy or Astro.',
    sample: 'Look around in the sample blog',
    sampleHint: 'A finished blog to try things on. Nothing can break.',
    recent: 'Opened before',
    blogName: 'Name of the blog',
    blogNameExample: 'Letters from the harbour',
    folder: 'Folder',
    folderExample: 'The whole path, such as /home/ada/blog',
    newFolderHint: 'It is made if it is not there yet.',
    chooseFolder: 'Choose…',
    chooseNewFolder: 'Choose an empty folder for the new blog',
    create: 'Create the blog',
    openIt: 'Open',
    back: 'Back',
    nameMissing: 'Give the blog a name; you can change it later.',
    folderMissing: 'Say which folder.',
  },
  site: {
    menu: 'Blog menu',
    readOnly: (holder: string) =>
      `Open in another Offprint (${holder}). You can read everything here; nothing is saved.`,
    settings: 'Blog settings',
    title: 'Name',
    tagline: 'Tagline',
    author: 'Author',
    url: 'Address on the web',
    urlHint: 'Where readers find the finished blog, such as https://example.org/',
    save: 'Save settings',
  },
  list: {
    region: 'Posts and pages',
    name: 'Posts',
    search: 'Search posts',
    clearSearch: 'Clear the search',
    groups: { draft: 'Drafts', scheduled: 'Scheduled', published: 'Published', page: 'Pages', found: 'In the text' },
    untitled: 'Untitled',
    empty: 'No posts yet. Write the first one.',
    writeFirst: 'Write a post',
    noMatch: (search: string) => `Nothing found for “${search}”.`,
    unreadable: (count: number) => (count === 1 ? '1 file cannot be read' : `${count} files cannot be read`),
    problem: 'Needs a look',
    loading: 'Reading the blog…',
    page: 'Page',
  },
  editor: {
    region: 'Editor',
    toolbar: 'Formatting',
    title: 'Title',
    titleExample: 'Title',
    body: 'Post text',
    bodyExample: 'Write here…',
    empty: 'Choose a post from the list, or write a new one.',
    writeNew: 'Write a post',
    followed: 'The file was changed by another program. The text here follows it; undo brings back what it was.',
    words: (count: number) => (count === 1 ? '1 word' : `${count.toLocaleString('en')} words`),
    wordsOf: (selected: number, count: number) =>
      `${selected.toLocaleString('en')} of ${count.toLocaleString('en')} words`,
    minutes: (minutes: number) => `${minutes} min`,
    addingFile: (name: string) => `Adding ${name}…`,
    tableHeading: 'Heading',
    altHint: 'what the picture shows',
    recovered: 'Text that was not in the file yet was brought back.',
    showDifferences: 'Show differences',
    hideDifferences: 'Hide differences',
    keepRecovered: 'Keep it',
    backToFile: 'Go back to the saved file',
    broken: (reason: string, line: number | undefined) =>
      `The first lines of this file cannot be understood${line === undefined ? '' : ` (line ${line})`}: ${reason}. Correct them here; settings come back by themselves.`,
    phrases: {
      Find: 'Find',
      Replace: 'Replace with',
      next: 'Next',
      previous: 'Previous',
      all: 'Select all',
      'match case': 'Match case',
      regexp: 'Pattern',
      'by word': 'Whole words',
      replace: 'Replace',
      'replace all': 'Replace all',
      close: 'Close',
      'Control character': 'Control character',
    },
    status: { draft: 'Draft', scheduled: 'Scheduled', published: 'Published' },
  },
  preview: {
    region: 'Preview',
    frame: 'Preview',
    widths: 'Width of the preview',
    phone: 'Phone',
    tablet: 'Tablet',
    desktop: 'Desktop',
    full: 'Full width',
    empty: 'The post appears here as readers will see it.',
    loading: 'Making the page…',
  },
  postSettings: {
    name: 'Post settings',
    pageName: 'Page settings',
    slug: 'Address',
    slugHint: 'Last part of the address. Empty: made from the title.',
    date: 'Date',
    dateHint: 'Ahead of now: the post waits until then.',
    categories: 'Categories',
    categoriesHint: 'One a line; a slash makes a branch: Travel/Norway',
    tags: 'Tags',
    tagsHint: 'Parted by commas',
    description: 'Description',
    descriptionHint: 'For search results and shared links, about 150 characters.',
    draft: 'Draft',
    draftHint: 'A draft is not published.',
    comments: 'Comments are open',
    cover: 'Cover picture',
    coverSrc: 'Picture',
    coverChoose: 'Choose a picture…',
    coverRemove: 'Remove the cover',
    coverAlt: 'What the picture shows',
    coverAltHint: 'Read aloud to those who cannot see it.',
    coverCaption: 'Caption',
    coverCredit: 'Credit',
    author: 'Author',
    language: 'Language',
    series: 'Series',
    aliases: 'Former addresses',
    aliasesHint: 'One a line; readers are sent on from there.',
    more: 'More',
    file: 'File',
  },
  foot: {
    saveState: 'Save state',
    saveWords: { saved: 'Saved', saving: 'Saving', unsaved: 'Unsaved', failed: 'Not saved' },
    problems: (count: number) => (count === 1 ? '1 thing to look at' : `${count} things to look at`),
    problemsName: 'Things to look at',
  },
  publish: {
    publish: 'Publish',
    update: 'Update',
    schedule: 'Schedule',
    details: 'What will be sent',
    waiting: 'Getting ready',
    building: (done: number, total: number) => (total === 0 ? 'Making the pages' : `Making page ${done} of ${total}`),
    sending: (done: number, total: number) => (total === 0 ? 'Sending' : `Sending ${done} of ${total}`),
    verifying: 'Checking',
    live: 'Live.',
    liveUnchanged: 'Live. Nothing had changed.',
    pages: (count: number) => (count === 1 ? '1 page changed.' : `${count} pages changed.`),
    openPost: 'Open the post',
    openSite: 'Open the blog',
    showFolder: 'Show the folder',
    planLoading: 'Comparing with what is live…',
    planNothing: 'Nothing has changed since the last time.',
    planTo: (target: string) => `To ${target}`,
    planFiles: (files: number, size: string) =>
      files === 1 ? `1 file, ${size}` : `${files.toLocaleString('en')} files, ${size}`,
    planRemoved: (files: number) => (files === 1 ? '1 file goes' : `${files} files go`),
    changes: { new: 'New', changed: 'Changed', gone: 'Gone' },
    localFolder: 'a folder on this computer',
  },
  places: placesPage,
  publishes: publishesPage,
  palette: {
    name: 'Find a command or a post',
    example: 'Type a command or a title',
    commands: 'Commands',
    posts: 'Posts',
    nothing: 'Nothing found.',
  },
  outline: { name: 'Outline', empty: 'Headings of the post appear here.' },
  preferences: {
    name: 'Preferences',
    appearance: 'Appearance',
    appearances: { system: 'As the system', light: 'Light', dark: 'Dark' },
    font: 'Writing font',
    fonts: { literata: 'Serif', 'source-sans': 'Sans', duospace: 'Duospace', mono: 'Mono' },
    size: 'Text size',
    sizes: { small: 'Small', medium: 'Medium', large: 'Large' },
  },
  shortcuts: {
    name: 'Keyboard shortcuts',
    menus: { file: 'File', edit: 'Edit', format: 'Format', view: 'View', help: 'Help' },
  },
  media: mediaPage,
  versions: versionsPage,
  trash: {
    name: 'Move to the trash?',
    question: (title: string) => `“${title}” leaves the blog. Its file is kept in Offprint’s own trash folder.`,
    confirm: 'Move to the trash',
  },
  layout: {
    listDivider: 'Width of the post list',
    previewDivider: 'Width of the preview',
    skip: 'Skip to the text',
  },
  keys: { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: 'Enter' },
  connection: {
    lost: 'Offprint does not answer. What you write is kept in this window; it is saved as soon as Offprint is back.',
    ended: 'Offprint has ended. Copy anything you wrote since, then start Offprint again.',
  },
  fatal: 'Offprint could not start. Close this window and start it again.',
};

/** The texts of one language. */
export type Text = typeof en;
