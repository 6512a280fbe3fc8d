import type { ErrorCode } from 'yaml';
import type { NoticeSentences } from '../build-notice.ts';
import { findingText } from '../checks/finding-text.ts';
import type { FindingKind } from '../checks/findings.ts';
import type { CommandId } from '../commands.ts';
import type { OutputRefused } from '../contract/build.ts';
import type { Revision } from '../contract/history.ts';
import type { PageChange, RefusalNote, RefusalReason } from '../contract/publish.ts';
import type { FailureSentences } from '../failure-text.ts';
import type { FetchProblem, ImportCount, ImportKind, ImportNote } from '../import-report.ts';
import type { WordsProblem } from '../media-words.ts';
import type { PageSource } from '../page-source.ts';
import { type ProblemReason, type ReasonSentences, reasonText, type SettingForm } from '../problem-reason.ts';
import type { RebuildCause } from '../rebuild-reason.ts';
import type { TargetSettings } from '../site-settings.ts';
import type { ThemeReason, ThemeReasonSentences } from '../theme-reason.ts';

/** One sentence maker for each thing that the checks find in a text; `fix` and `write` name what its buttons do. */
export type FindingSentences = {
  readonly [Kind in FindingKind['kind']]: (finding: Extract<FindingKind, { readonly kind: Kind }>) => string;
};

const picture: Readonly<Record<'no-alt' | 'alt-is-file-name' | 'alt-says-nothing' | 'alt-is-caption', string>> = {
  'no-alt': 'Say what this picture shows, for those who cannot see it.',
  'alt-is-file-name': 'A file’s name does not say what the picture shows. Describe it in a few words.',
  'alt-says-nothing': 'Say what the picture shows, not that it is one.',
  'alt-is-caption': 'The description repeats the caption, which is read aloud as well. Say what can be seen.',
};

/** What the checks say in English. */
const enChecks: { readonly sentences: FindingSentences; readonly fix: string; readonly write: string } = {
  fix: 'Put right',
  write: 'Write it',
  sentences: {
    'repeated-word': ({ word }) => `“${word}” stands here twice.`,
    'skipped-heading': ({ level, expected }) =>
      `This heading is of level ${level}, but the one above it asks for ${expected}: readers who move by headings miss a step.`,
    'unclosed-fence': () => 'This code block is never closed, so everything below it becomes code.',
    'duplicate-footnote': ({ label }) => `There is a footnote “${label}” above already; only the first one is shown.`,
    'missing-footnote': ({ label }) => `There is no text for the footnote “${label}”.`,
    'unused-footnote': ({ label }) => `Nothing refers to the footnote “${label}”, so it is not shown.`,
    'picture-words': ({ problem }) => picture[problem],
    'missing-file': ({ path }) => `There is no file “${path}” in this blog.`,
    'empty-link': () => 'This link has no address yet.',
    'broken-link': ({ target }) => `“${target}” is no post or page of this blog.`,
    'broken-anchor': ({ anchor, title }) =>
      title === undefined
        ? `No heading of this post has the address “#${anchor}”.`
        : `“${title}” has no heading with the address “#${anchor}”.`,
    'link-to-draft': ({ title }) => `“${title}” is still a draft; readers will not find it.`,
    unfinished: ({ word }) => `“${word}”: something is still to be written here.`,
  },
};

const versionReasons: Readonly<Record<Revision['reason'], string>> = {
  saved: 'Replaced by a save',
  'changed-outside': 'Found on the disk',
  dropped: 'Given up',
  trashed: 'Put in the trash',
};

/** Earlier versions, the trash, and two texts that could not be put together, in English. */
const versionsPage = {
  name: 'Earlier versions',
  list: 'Versions',
  empty: 'No earlier versions yet. One is kept with each save, for 30 days.',
  reasons: versionReasons,
  differences: 'What the version says, compared with the post as it is',
  restore: 'Go back to this version',
  restoreHint: 'The text as it is now becomes a version too.',
  trash: {
    name: 'Trash',
    empty: 'The trash is empty. Posts stay here for 30 days.',
    bringBack: 'Bring back',
    moved: (title: string) => `“${title}” was moved to the trash.`,
  },
  conflict: {
    name: 'Two texts of one post',
    compare: 'Compare',
    lead: 'Another program changed the same place as you did. Nothing was overwritten. What only you have is shown as added, what only the file has as removed.',
    mine: 'Go on with my text',
    theirs: 'Go on with the file’s text',
    hint: 'The other text is kept as a version.',
    pieces:
      'Another program changed the same places as you did. Nothing was overwritten. Choose for each of them; what only one of you changed is in already.',
    piecesHint: 'Both texts are kept as versions.',
    place: (number: number, places: number) => `Place ${number} of ${places}`,
    mineHere: 'Mine',
    theirsHere: 'The file’s',
    bothHere: 'Both, mine first',
    nothingHere: 'Nothing',
    put: 'Go on with these choices',
    left: (places: number) => (places === 1 ? 'One place is still open.' : `${places} places are still open.`),
    matter: 'Title and settings of the post were changed on both sides too. Take them from',
    matterSides: { mine: 'mine', theirs: 'the file' },
  },
};

/** Changes of many posts at once, in English. */
const bulkPage = {
  names: {
    text: 'Find and replace in all posts',
    term: 'Rename tags and categories',
    link: 'Give links another address',
  },
  find: 'Find',
  replace: 'Replace with',
  match: 'How to look',
  matches: { plain: 'As typed', word: 'Whole words', regex: 'Regular expression' },
  caseSensitive: 'Match case',
  regexHint: '^ and $ are the ends of a line; $1 in the replacement is what the first brackets found.',
  taxonomy: 'Of these',
  taxonomies: { tags: 'Tags', categories: 'Categories' },
  term: { tags: 'Tag', categories: 'Category' },
  chooseTerm: 'Choose one',
  termOption: (term: string, posts: number) => `${term} (${posts})`,
  newName: 'New name',
  newNameHint: 'A name that is there already puts both together.',
  mergeHint: 'Both become one.',
  takeOut: 'Take it out of all posts instead',
  oldAddress: 'Address as it is',
  oldAddressHint: 'As it stands in the posts. What follows a # or ? stays.',
  newAddress: 'New address',
  look: 'Show what would change',
  hint: 'Nothing changes before you have seen it.',
  nothing: 'Nothing would change in any post.',
  chosen: (chosen: number, posts: number) => `${chosen} of ${posts} posts chosen`,
  apply: (posts: number) => (posts === 1 ? 'Change 1 post' : `Change ${posts} posts`),
  all: 'All of them',
  list: 'What would change',
  places: (places: number) => (places === 1 ? '1 place' : `${places} places`),
  more: (posts: number) => `Show more (${posts} left)`,
  undo: 'Undo',
  done: (posts: number, failed: readonly string[]) =>
    `${posts === 1 ? 'One post was changed.' : `${posts} posts were changed.`}${unchanged(failed)}`,
  undone: (posts: number, failed: readonly string[]) =>
    `${posts === 1 ? 'One post is as it was.' : `${posts} posts are as they were.`}${failed.length === 0 ? '' : ` Written since and left alone: ${failed.join(', ')}.`}`,
};

function unchanged(failed: readonly string[]): string {
  return failed.length === 0 ? '' : ` These could not be written and are as they were: ${failed.join(', ')}.`;
}

/** Whose folder a blog's is, in English. */
/** What `holder` of a folder that is open elsewhere stands for: the host, and the system's user where that is another one. */
function holderName(holder: string): string {
  const [host = '', ...user] = holder.split(' ');
  const programs: Readonly<Record<string, string>> = {
    electron: 'in a window of its own',
    loopback: 'in a browser',
    cli: 'a command that is running',
  };
  const program = Object.hasOwn(programs, host) ? (programs[host] ?? host) : host;
  return user.length === 0 ? program : `${program}, of the user ${user.join(' ')}`;
}

const folderKind = {
  programs: {
    offprint: 'Offprint',
    hugo: 'Hugo',
    jekyll: 'Jekyll',
    hexo: 'Hexo',
    eleventy: 'Eleventy',
    astro: 'Astro',
  },
  opened: (program: string) => `Opened as a folder of ${program}. Nothing in it changes until you change something.`,
  unclear: (program: string) => `This folder was opened as one of ${program}, but it leaves something open.`,
  ask: 'Say what it is…',
  question: 'What is in this folder?',
  lead: 'You are asked once. The answer is kept in the folder’s offprint.yml, and no other file changes.',
  whose: 'Which program’s folder is it?',
  which: 'Which of these folders hold posts? The others hold pages.',
  folder: (folder: string, texts: number) => `${folder} (${texts} texts)`,
  kept: 'It can be changed there later.',
  answer: 'Open it so',
};

/** Which posts the list shows, in English. */
const listFilter = {
  name: 'Filter and order',
  nameActive: 'Filter and order (in use)',
  show: 'Show',
  shows: { '': 'Everything', draft: 'Drafts', scheduled: 'Scheduled', published: 'Published', page: 'Pages' },
  category: 'Category',
  tag: 'Tag',
  year: 'Year',
  any: 'Any',
  order: 'Order',
  orders: { newest: 'Newest first', oldest: 'Oldest first', changed: 'Last changed first', title: 'By title' },
  clear: 'Show everything',
  noMatch: 'No post is like that.',
};

/** What was taken out of a published file, as words for a sentence. */
const removedParts: Readonly<Record<string, string>> = {
  location: 'place',
  'serial-number': 'serial numbers',
  camera: 'camera',
  time: 'time',
  author: 'names',
  thumbnail: 'thumbnail',
  'maker-note': 'maker’s notes',
  description: 'descriptions',
  other: 'other data',
  script: 'scripts',
};

/** What is amiss with a picture's words. */
const wordsProblems: Readonly<Record<WordsProblem, string>> = {
  'no-alt': 'no alternative text; say what the picture shows',
  'alt-is-file-name': 'the alternative text is a file name; say what the picture shows',
  'alt-says-nothing': 'the alternative text says only that it is a picture; say what it shows',
  'alt-is-caption': 'the alternative text repeats the caption; say what the picture shows',
};

/** Names of removed parts, in one line. */
function removedText(removed: readonly string[]): string {
  return removed.map((part) => (Object.hasOwn(removedParts, part) ? removedParts[part] : part)).join(', ');
}

/** The library of pictures and files in the page. */
const mediaPage = {
  name: 'Pictures and files',
  search: 'Search pictures and files',
  searchHint: 'Name or caption',
  show: 'Show',
  filters: {
    all: 'All',
    pictures: 'Pictures',
    audio: 'Sound',
    video: 'Video',
    documents: 'Documents',
    archives: 'Archives',
    unused: 'Not used',
    words: 'Needs words',
    large: 'Large',
    missing: 'Missing',
    trash: 'Trash',
    readers: 'What readers get',
  },
  views: { label: 'Layout', grid: 'Cards', list: 'List' },
  columns: { name: 'Name', size: 'Size', uses: 'Used', month: 'Month' },
  usedTimes: (places: number) => (places === 0 ? 'not used' : places === 1 ? 'once' : `${places} times`),
  mark: (name: string) => `Mark “${name}”`,
  marked: (files: number) => `${files} marked`,
  markedHint: 'Several pictures together are a gallery, in the order in which they were marked.',
  unmark: 'Clear',
  insertGallery: 'Put into the post as a gallery',
  adding: 'Adding files…',
  added: (files: number) => (files === 1 ? 'One file added.' : `${files} files added.`),
  focusPoint: 'Point to keep in sight',
  focusLegend: 'Where a theme cuts the picture, this point stays in sight',
  focusAxes: { x: 'Across', y: 'Down' },
  focusApply: 'Keep this point',
  focusRemove: 'No point',
  breaks: (titles: readonly string[]) => `It is shown in ${titles.map((title) => `“${title}”`).join(', ')}.`,
  replaced: 'Replaced; the old file is in the trash.',
  restored: (name: string) => `“${name}” is back.`,
  trashNote: 'What lies here is thrown away after 30 days; what you bring back returns to its place.',
  trashEmpty: 'The trash is empty.',
  trashedFacts: (folder: string, size: string, when: string) => [folder, size, when].filter(Boolean).join(' · '),
  sweepNote: 'Makes what readers get of every file, and shows what was taken out before.',
  sweepStart: 'Look over every file',
  sweeping: (done: number, total: number) => `Looking at file ${done} of ${total}`,
  swept: (files: number, before: string, after: string) =>
    `${files === 1 ? 'One file' : `${files} files`}, ${before} as you gave them. A reader with a large window gets at most ${after} of them.`,
  sweptPlaces: (files: number) =>
    files === 0
      ? 'None said where it was made.'
      : files === 1
        ? 'One said where it was made; readers do not learn it.'
        : `${files} said where they were made; readers do not learn it.`,
  sweptDamaged: 'Cannot be published',
  sweptNothing: 'nothing to take out',
  reading: 'Looking through the blog…',
  empty: 'No pictures yet. Drop one into a post, and it appears here.',
  nothing: 'No file matches.',
  choose: 'Choose a file to see where it is used.',
  add: 'Add files…',
  facts: (size: string, width: number | undefined, height: number | undefined) =>
    width === undefined || height === undefined ? size : `${width} × ${height} · ${size}`,
  notUsed: 'No post uses this file.',
  uses: (places: number) => (places === 1 ? 'Used in one place' : `Used in ${places} places`),
  useAs: { picture: 'picture', link: 'link', cover: 'cover' },
  open: (title: string) => `Open “${title}”`,
  untitled: 'Untitled',
  insert: 'Put into the post',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  crop: 'Crop',
  cropLegend: 'Cut off at each side',
  cropSides: { left: 'Left', top: 'Top', right: 'Right', bottom: 'Bottom' },
  cropApply: 'Show this part',
  showWhole: 'Show the whole picture',
  rename: 'Rename',
  renameLabel: 'New name',
  renameHint: 'Every post that shows it follows.',
  replace: 'Replace…',
  trash: 'Move to the trash',
  trashQuestion: (places: number) =>
    places === 1
      ? 'One post shows this file and would show nothing.'
      : `${places} places show this file and would show nothing.`,
  trashAnyway: 'Move it anyway',
  trashed: (name: string) => `“${name}” is in the trash.`,
  undo: 'Bring it back',
  followed: (posts: number) =>
    posts === 0 ? 'Done.' : posts === 1 ? 'Done; one post follows.' : `Done; ${posts} posts follow.`,
  receipt: 'What readers get',
  receiptAsk: 'Show what readers get',
  receiptRemoved: (removed: readonly string[]) =>
    removed.length === 0 ? 'There was nothing to take out.' : `Taken out: ${removedText(removed)}.`,
  receiptFiles: (files: number, smallest: string, largest: string) =>
    files === 1 ? `One file of ${largest}.` : `${files} sizes, from ${smallest} to ${largest}.`,
  missingNote: 'Posts name these files, and they are not there.',
  missingNone: 'Every file that posts name is there.',
  namedIn: (titles: readonly string[]) => `Named in ${titles.map((title) => `“${title}”`).join(', ')}`,
  foundAgain: (path: string) => `The same content is at ${path}.`,
  relink: 'Let the posts follow',
  problems: wordsProblems,
};

/** What `offprint media` says. */
const commandLineMedia = {
  looked: (pictures: number, others: number, size: string) =>
    `Looked at ${count(pictures, 'picture')} and ${count(others, 'other file')}, ${size} together.`,
  missing: (path: string, place: string) => `Missing: ${path}, named in ${place}.`,
  movedTo: (path: string) => `  The same content is at ${path} now.`,
  unused: (path: string, size: string) => `Not used: ${path} (${size})`,
  words: (place: string, path: string, problem: WordsProblem) => `Words: ${place}: ${path}: ${wordsProblems[problem]}`,
  receipt: (
    path: string,
    removed: readonly string[],
    original: string,
    files: number,
    smallest: string,
    largest: string,
  ) =>
    `${path}: ${removed.length === 0 ? 'nothing to take out' : `without ${removedText(removed)}`}; ${original} published as ${files === 1 ? `one file of ${largest}` : `${files} files from ${smallest} to ${largest}`}`,
  damaged: (path: string) => `Damaged: ${path} cannot be published.`,
  nothing: 'Nothing needs a look.',
  sweeping: 'Making pictures',
};

type Kind = TargetSettings['kind'];

/** Words of the dialogs about places to publish to, earlier publishes and what stopped one. */
const placesPage = {
  name: 'Places to publish to',
  none: 'Your blog is published to a folder on this computer until you add a place here.',
  add: 'Add a place',
  kinds: {
    folder: 'Folder',
    git: 'Git pages (GitHub, GitLab, Codeberg)',
    'git-source': 'Git, the source (Hugo, Jekyll, Hexo, Eleventy, Astro)',
    sftp: 'Server (SFTP)',
    s3: 'Bucket (S3)',
  } satisfies Readonly<Record<Kind, string>>,
  edit: (name: string) => `Change ${name}`,
  remove: (name: string) => `Take out ${name}`,
  makeFirst: (name: string) => `Publish to ${name} first`,
  isFirst: 'Publish sends here',
  secretMissing: 'Needs its password or token',
  back: 'Back to the places',
  test: 'Test the place',
  testing: 'Writing, reading back and removing a small file…',
  tested: 'It works: a small file was written, read back and removed.',
  save: 'Save the place',
  fields: {
    name: 'Name',
    path: 'Folder',
    url: 'Address of the repository',
    branch: 'Branch',
    folder: 'Folder in the branch',
    domain: 'Own domain',
    user: 'User name',
    authorName: 'Your name in commits',
    authorEmail: 'Your e-mail address in commits',
    keyFile: 'File of your SSH key',
    host: 'Server',
    port: 'Port',
    hostKey: 'Fingerprint of the server’s key',
    endpoint: 'Address of the store',
    region: 'Region',
    bucket: 'Bucket',
    prefix: 'Folder in the bucket',
    keyId: 'Key id',
    siteUrl: 'Address of the blog there',
    releases: 'Switch the whole site at once',
    apiUrl: 'Address of the host’s interface',
  } as Readonly<Record<string, string>>,
  hints: {
    branch: 'gh-pages when left empty.',
    domain: 'Such as blog.example.org. Leave empty when your host knows it already.',
    keyFile: 'Leave empty to use a password or your SSH agent.',
    hostKey: 'Test the place, then compare what is shown with what your host says.',
    endpoint: 'Leave empty for Amazon.',
    'git-source.url': 'Leave empty for the repository that the blog’s folder belongs to.',
    'git-source.branch': 'The one that is checked out when left empty.',
    siteUrl: 'Only when it is another one than in the blog’s settings, as for a trial.',
    releases:
      'Each publish is a folder of its own, and the folder above becomes a link to it. Your server must follow links.',
    apiUrl: 'Only for hosts of your own: https://git.example.org/api/v1 (Forgejo), /api/v4 (GitLab), /api/v3 (GitHub).',
  } as Readonly<Record<string, string>>,
  examples: {
    name: 'Live',
    path: '/home/ada/public_html',
    url: 'https://github.com/ada/ada.github.io.git',
    host: 'example.org',
    port: '22',
    endpoint: 'https://s3.example.org',
  } as Readonly<Record<string, string>>,
  secrets: {
    git: 'Token',
    'git-source': 'Token',
    sftp: 'Password, or passphrase of the key',
    s3: 'Secret key',
  } as Readonly<Record<string, string>>,
  secretHint: 'Kept by this computer’s keychain, never in the blog’s folder. Leave empty to keep the one it has.',
  secretForNow: 'Kept until Offprint ends, because this computer has no keychain for it.',
  more: 'More',
  trust: 'Trust this server',
  schedule: {
    name: 'Posts with a date to come',
    absent:
      'The host makes the blog when something is sent. This file has it made once an hour as well, so that posts go live when their date comes.',
    write: 'Add this file',
    written: (file: string) => `${file} is in the blog’s folder and goes along with the next publish.`,
    remove: 'Remove the file',
    foreign: (file: string) => `${file} was written or changed by somebody else and stays as it is.`,
    byHand: (file: string | undefined) =>
      file === undefined
        ? 'Add these lines to the workflow that makes the blog, so that it is made once an hour as well:'
        : `${file} makes the blog. Add these lines to what starts it, so that it is made once an hour as well:`,
    gitlab:
      'GitLab keeps times in the project: open Build, Pipeline schedules, New schedule, choose your branch and this interval:',
    copy: 'Copy',
    copied: 'Copied',
  },
};

/** Words for what waits, what stopped and what was published before. */
const publishesPage = {
  history: 'Earlier publishes',
  /** A commit’s first line; only posts count, the first is named. */
  message: (posts: readonly PageChange[]) => {
    const [first] = posts;
    if (first === undefined) return 'Publish without changes to posts';
    const verb = { new: 'Publish', changed: 'Update', moved: 'Move', gone: 'Remove' }[first.change];
    const title = first.title.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 60);
    return posts.length === 1 ? `${verb} "${title}"` : `${verb} "${title}" and ${posts.length - 1} more`;
  },
  noHistory: 'Nothing was published yet.',
  putBack: 'Put back',
  putBackReally: 'Show this one to readers again?',
  puttingBack: 'Putting it back…',
  tooOld: 'No longer kept',
  isLive: 'Live now',
  stop: 'Stop',
  waiting: (target: string) => `Waiting to send to ${target}`,
  waitsFor: (target: string) =>
    `“${target}” cannot be reached now, so nothing was sent. It waits here and goes out by itself.`,
  wentOut: (target: string) => `${target} is live now.`,
  again: 'Publish again',
  openPlace: 'Change the place',
  allow: {
    removal: 'Take them off the live site',
    'take-over': 'Take the place over',
    moved: 'Publish all the same',
  },
  show: 'Show which',
  typeCount: (count: number) => `Type ${count} to confirm`,
  copyReport: 'Copy a report',
  copied: 'Copied',
} satisfies Readonly<Record<string, unknown>>;

/** Words of the dialog that shows what a publish would change. */
const reviewPage = {
  name: 'What will be sent',
  place: 'To',
  pages: 'Pages that change',
  text: 'Text, with what changes marked',
  pictures: 'Pictures that come and go',
  fromMemory: 'compared with the last publish from here, because the place cannot be reached',
  large: (path: string, size: string, limit: string) =>
    `${path} has ${size}. Hosts like this one want files below ${limit}; it is sent all the same.`,
  becomesPublic: (title: string) => `“${title}” becomes public with it.`,
  publishTo: (target: string) => `Publish to ${target}`,
};

/** What the author reads when a place refuses a publish: what happened, why, what to do. */
const targetRefused: Readonly<Record<RefusalReason, (target: string) => string>> = {
  'not-ours': (target) =>
    `“${target}” holds files that Offprint did not put there, so nothing was sent. Choose an empty place, or let Offprint take this one over.`,
  'contains-source': (target) =>
    `“${target}” contains this blog’s own files, so nothing was sent. Choose a folder outside the blog.`,
  unreachable: (target) => `“${target}” did not answer. Check the connection, then publish again.`,
  'not-allowed': (target) => `“${target}” does not let you write there. Check whose account it is and what it may do.`,
  'not-supported': (target) => `“${target}” cannot be published to from here.`,
  moved: (target) =>
    `“${target}” was changed from another place since the last time, so nothing was sent. Look at what changed there, then publish again.`,
  'verify-failed': (target) =>
    `What was sent to “${target}” did not read back as it should, so it is not called published. Publish again.`,
  shrinks: (target) =>
    `Pages would vanish from “${target}” although nobody took them back, so nothing was sent. Look at the list, then publish again.`,
  'no-network': (target) => `There is no network, so “${target}” cannot be reached. It is sent by itself later.`,
  'name-unknown': (target) =>
    `The name of the server of “${target}” is not known. Check its spelling, or the network connection.`,
  proxy: (target) => `The proxy on the way to “${target}” refused. Check the system’s proxy settings.`,
  tls: (target) =>
    `The server of “${target}” could not prove who it is, so nothing was sent. Check its address and this computer’s clock.`,
  'secret-missing': (target) => `“${target}” needs a password or token. Enter it once.`,
  'secret-refused': (target) =>
    `“${target}” does not accept the name, password or token; it may have expired. Enter a new one.`,
  'scope-missing': (target) =>
    `The token for “${target}” may not write there. Make a new one that may change the contents.`,
  'host-key-unknown': (target) =>
    `The server of “${target}” is new to Offprint. Compare its fingerprint with the one your host shows, then trust it.`,
  'host-key-changed': (target) =>
    `The server of “${target}” shows another key than before, so nothing was sent. Ask your host whether it was replaced.`,
  'branch-protected': (target) =>
    `The branch of “${target}” is protected against pushes. Choose another branch, or allow pushes in the host’s settings.`,
  'branch-missing': (target) => `The branch or repository of “${target}” does not exist. Check its address.`,
  quota: (target) => `“${target}” is full. Make room there, then publish again.`,
  'file-too-large': (target) => `“${target}” does not take a file this large. Make it smaller, or keep it elsewhere.`,
  'rate-limited': (target) => `“${target}” asks to wait before sending more. It is sent by itself later.`,
  'read-only': (target) => `“${target}” can only be read at the moment. Try again when its host allows changes.`,
  'wrong-path': (target) =>
    `The folder or bucket of “${target}” is not there, or is something else. Check its name and path.`,
  'settings-incomplete': (target) => `The settings of “${target}” are incomplete. Fill in what is missing.`,
  'no-repository': () =>
    'This blog’s folder is in no git repository, so its source cannot be sent. Make it one with your host’s instructions, or choose another kind of place.',
  'host-build-failed': (target) =>
    `The source is at “${target}”, but making the site failed there. See what the host says, correct it, and publish again.`,
  interrupted: (target) => `Sending to “${target}” was interrupted. The site there is whole; it is finished by itself.`,
  cancelled: (target) => `Sending to “${target}” was stopped. The site there is whole; publish again to finish.`,
};

/** What exactly was met when a place refused. */
function noteText(note: RefusalNote): string {
  switch (note.kind) {
    case 'file-damaged':
    case 'file-unreadable':
      return `The finished file ${note.file} was damaged on this computer.`;
    case 'file-differs':
    case 'file-cut':
      return `It is about ${note.file}.`;
    case 'file-outside':
      return `${note.file} would lie outside the place.`;
    case 'key-file':
      return `The key file ${note.file} cannot be read.`;
    case 'too-large':
      return `${note.file} has ${megabytes(note.size)}; ${megabytes(note.limit)} are taken.`;
    case 'strangers-files':
      return `It is about ${count(note.count, 'file')}.`;
    case 'edited-there':
      return `${count(note.count, 'file')} of the blog changed there.`;
    case 'changed-elsewhere':
      return `Another computer published there; ${count(note.count, 'page')} of its would change.`;
    case 'vanishing':
      return `It is about ${count(note.count, 'page')}.`;
    case 'both-changed':
      return `${count(note.count, 'file')} changed in the same place here and there; “Publish all the same” takes yours, the others stay in the history of git.`;
    case 'setting':
      return `Missing: ${placesPage.fields[note.field] ?? note.field}.`;
    case 'bad-name':
      return `${placesPage.fields[note.field] ?? note.field}: “${note.value}” is not possible.`;
    case 'fingerprint':
      return note.pinned === undefined ? `It shows ${note.shown}.` : `It shows ${note.shown} and not ${note.pinned}.`;
    case 'busy-there':
      return 'Another publish was under way there in the same moment.';
    case 'git-missing':
      return 'The program git is not installed on this computer.';
    case 'secret-in-address':
      return 'The address holds a password or token; enter that below instead.';
    case 'no-way-to-sign-in':
      return 'No password, token or key is known for it.';
    case 'no-branch-checked-out':
      return 'No branch is checked out in the blog’s folder.';
    case 'no-default-branch':
      return 'Choose a default branch at the host, or install git on this computer.';
    case 'test-not-read-back':
      return 'A small test file did not read back as it was written.';
    case 'no-answer':
      return 'No answer came in time.';
    case 'host-silent':
      return 'The server did not show its key.';
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

/** Why a finished site was not written into a folder. */
const outputRefused: Readonly<Record<OutputRefused['reason'], (folder: string, files: readonly string[]) => string>> = {
  'inside-source': (folder) =>
    `“${folder}” lies inside the blog, which would then contain itself. Choose a folder outside the blog.`,
  'contains-source': (folder) =>
    `“${folder}” holds the blog itself, and writing the finished site there could destroy it. Choose another folder.`,
  'not-a-folder': (folder) => `“${folder}” is a file, so nothing can be written into it. Choose a folder.`,
  'foreign-files': (folder, files) =>
    `“${folder}” holds files that Offprint did not write (${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}). Choose an empty or new folder, or empty this one first.`,
};

/** What an import says of single posts; `detail` is a name, an address or a file. */
const importNotes: Readonly<Record<ImportNote['note'], (detail: string) => string>> = {
  'status-private': () => 'was private, stays a draft',
  'status-password': () => 'was protected by a password, stays a draft',
  'status-pending': () => 'was waiting for review, stays a draft',
  cut: () => 'the export ends in the middle of it',
  'unknown-shortcode': (detail) => `a plugin’s code “${detail}” was left in the text`,
  'empty-block': (detail) => `the block “${detail}” was filled by the old blog and is empty here`,
  'script-removed': (detail) => `a ${detail} was left out`,
  'include-missing': (detail) => `“${detail}” is included and was not found`,
  'component-kept': (detail) => `the component “${detail}” was left in the text`,
  'front-matter-broken': () => 'its first lines cannot be understood and were left in the text',
  'date-missing': () => 'has no date',
  'missing-media': (detail) => `a picture or file was not found: ${detail}`,
  'embedded-picture': (detail) => `a picture that stood in the text itself is a file now: ${detail}`,
  'address-changed': (detail) => `its address was ${detail}`,
  'slug-made': (detail) => `had no address of its own, is ${detail}`,
  'title-empty': () => 'has no title',
  'unknown-type': (detail) => `was a “${detail}”, is a page now`,
  'write-failed': (detail) => `could not be written: ${detail}`,
};

const importWhat: Readonly<Record<ImportCount['what'], string>> = {
  posts: 'posts',
  pages: 'pages',
  comments: 'comments',
  pingbacks: 'pingbacks',
  categories: 'categories',
  tags: 'tags',
  terms: 'other terms',
  media: 'pictures and files',
  menus: 'menus',
  data: 'data files',
};

const importStages = { reading: 'Reading', fetching: 'Fetching pictures', writing: 'Bringing in' } as const;

const importKinds: Readonly<Record<ImportKind, string>> = {
  wordpress: 'A WordPress export',
  hugo: 'A blog made with Hugo',
  jekyll: 'A blog made with Jekyll',
  hexo: 'A blog made with Hexo',
  eleventy: 'A blog made with Eleventy',
  astro: 'A blog made with Astro',
  ghost: 'A Ghost export',
  medium: 'A Medium export',
  markdown: 'A folder of Markdown files',
  html: 'A folder of web pages',
  'web-page': 'A saved web page',
};

const fetchProblems: Readonly<Record<FetchProblem, string>> = {
  refused: 'its address is not public',
  'not-found': 'it is not there any more',
  'wrong-type': 'it is no picture or file that can be published',
  'too-large': 'it is too large',
  unreachable: 'the old blog did not answer',
};

const exportCounts = (posts: number, pages: number, media: number, comments: number, redirects: number) =>
  [
    count(posts, 'post'),
    count(pages, 'page'),
    count(media, 'picture or file', 'pictures and files'),
    count(comments, 'comment'),
    count(redirects, 'old address', 'old addresses'),
  ].join(', ');

const exportNotes = {
  'media-missing': (detail: string) => `a picture or file is missing: ${detail}`,
  'query-address': (detail: string) => `${detail} cannot lead on there`,
  unreadable: (detail: string) => `cannot be read and was left out: ${detail}`,
};

/** Moving in and moving out, in the page. */
const movingPage = {
  importTitle: 'Move in',
  door: 'Move in from another blog',
  doorHint: 'WordPress, Ghost, Medium, Hugo, Jekyll, Markdown files and more',
  lead: 'Everything stays on this computer. The old blog is only read.',
  source: 'Export, folder or saved page',
  sourceHint:
    'WordPress: Tools, Export, All content. Ghost: Settings, Export. Medium: the archive it sends. Hugo, Jekyll, Hexo, Eleventy, Astro: the folder.',
  sourceMissing: 'Choose what to bring in.',
  look: 'Look at it',
  looking: 'Looking at it',
  kinds: importKinds,
  found: (posts: number, pages: number, comments: number, media: number) =>
    [
      count(posts, 'post'),
      ...(pages === 0 ? [] : [count(pages, 'page')]),
      ...(comments === 0 ? [] : [count(comments, 'comment')]),
      ...(media === 0 ? [] : [count(media, 'picture or file', 'pictures and files')]),
    ].join(', '),
  target: 'Folder of the new blog',
  targetHint: 'A new or empty folder becomes the blog. A blog that is there already is added to.',
  targetMissing: 'Choose a folder for the blog.',
  pictures: 'Folder of the old pictures',
  picturesHint: 'For WordPress, a copy of wp-content/uploads. Leave it empty when you have none.',
  picturesFound: (folder: string) => `Pictures were found beside it: ${folder}`,
  fetch: 'Fetch missing pictures from the old blog',
  fetchHint: 'A few at a time, from public addresses only. This needs a network, and can be done later as well.',
  start: 'Bring it in',
  again: 'Choose something else',
  progress: (stage: keyof typeof importStages, done: number, total: number) =>
    total === 0 ? importStages[stage] : `${importStages[stage]}: ${done} of ${total}`,
  stop: 'Stop',
  done: (title: string) => `“${title}” is here`,
  doneEmpty: 'It is here',
  counts: 'What came over',
  countHead: { what: 'What', inSource: 'In the old blog', imported: 'Here' },
  what: importWhat,
  lookAt: (posts: number) => `${count(posts, 'post wants', 'posts want')} a look`,
  nothingToLookAt: 'Nothing needs a look.',
  changedHead: (posts: number) => `${count(posts, 'post was', 'posts were')} changed on purpose`,
  notes: importNotes,
  kept: (posts: number) =>
    `${count(posts, 'post')} you have edited or removed since ${posts === 1 ? 'was' : 'were'} left as ${posts === 1 ? 'it is' : 'they are'}.`,
  redirects: (redirects: number) =>
    `${count(redirects, 'old address leads', 'old addresses lead')} to the right place.`,
  fetched: (files: number) => `${count(files, 'picture or file was', 'pictures and files were')} fetched.`,
  missing: (files: number) => `${count(files, 'picture or file is', 'pictures and files are')} missing`,
  fetchProblems,
  canFetch: (files: number) =>
    files === 1
      ? 'A picture or file is still on the old blog.'
      : `${files} pictures and files are still on the old blog.`,
  fetchNow: 'Fetch them now',
  damaged: (places: number) =>
    `${count(places, 'place')} of the export ${places === 1 ? 'was' : 'were'} not well written and ${places === 1 ? 'was' : 'were'} mended.`,
  atLine: (line: number) => `line ${line}`,
  openBlog: 'Open the blog',
  untitled: 'Untitled',
  noReport: 'Nothing was brought into this blog yet.',
  moreEntries: (more: number) => `and ${more} more`,
  exportTitle: 'Move out',
  exportLead: 'Writes a copy of this blog for another program. Nothing here changes.',
  exportTo: 'Made for',
  formats: { hugo: 'Hugo', jekyll: 'Jekyll', eleventy: 'Eleventy', wxr: 'WordPress' },
  formatHints: {
    hugo: 'A folder that Hugo builds: posts, pages, pictures, comments as data, old addresses as aliases.',
    jekyll: 'A folder that Jekyll builds: posts, pages, pictures, comments as data, old addresses as redirects.',
    eleventy:
      'A folder that Eleventy builds: posts, pages, pictures, comments as data, old addresses as pages that lead on.',
    wxr: 'An export that WordPress imports, with comments, and the pictures beside it.',
  },
  exportFolder: 'Into the folder',
  exportFolderHint: 'A new or empty folder.',
  exportStart: 'Write it',
  exporting: (done: number, total: number) => (total === 0 ? 'Writing' : `Writing: ${done} of ${total}`),
  exported: (folder: string) => `The blog is in ${folder}.`,
  exportCounts,
  exportNotes,
  browser: {
    title: 'Choose',
    up: 'One folder up',
    folder: 'Folder',
    file: 'File',
    use: 'Use this folder',
    empty: 'Nothing here that could be brought in.',
    path: 'Path',
  },
};

/** Everything the command line says in English. */
const commandLine = {
  summary: 'Offprint: write a blog offline, publish it with one command.',
  headings: {
    usage: 'Usage',
    commands: 'Commands',
    options: 'Options',
    everywhere: 'Options of every command',
    environment: 'Environment',
    exitCodes: 'Exit codes',
    examples: 'Examples',
  },
  more: 'Help on one command: offprint COMMAND --help',
  commands: {
    new: {
      summary: 'Make a new blog in an empty folder.',
      details: ['FOLDER is made when it is not there. An existing one has to be empty.'],
      options: {
        sample: 'Start with a copy of the sample blog.',
        title: 'Name of the blog; default: the folder’s name.',
      },
      examples: [
        'offprint new my-blog',
        'offprint new my-blog --sample',
        'offprint new my-blog --title "Letters home"',
      ],
    },
    build: {
      summary: 'Build the finished blog, and write it to a folder.',
      details: [
        'Only what changed is made anew. Without --out the result is kept in the data folder only, and a later publish is',
        'faster. DIR has to be new, empty, or one that an earlier build was written to; only files that differ are touched.',
      ],
      options: { out: 'Write the finished blog here.', explain: 'Say for each page made anew why it was.' },
      examples: ['offprint build my-blog --out site', 'offprint build my-blog --explain'],
    },
    publish: {
      summary: 'Publish the blog: build, send what changed, verify.',
      details: [
        'Targets are listed in the blog’s offprint.yml. Without --target the first one is taken; without any, the blog is',
        'published to a folder of Offprint’s own data. Drafts stay at home, and so do posts whose date is still ahead.',
      ],
      options: {
        target: 'Publish to the target of this name.',
        'dry-run': 'Say what would change, and change nothing.',
        allow: 'Do what a guard stopped: removal, take-over or moved.',
      },
      examples: ['offprint publish my-blog --dry-run', 'offprint publish my-blog --target web --json'],
    },
    history: {
      summary: 'List what was published, latest first.',
      details: ['Each publish has an id. Those whose build is still kept can be put back with undo.'],
      options: {},
      examples: ['offprint history my-blog'],
    },
    doctor: {
      summary: 'Try every place to publish to, and say what stands in the way.',
      details: [
        'Does once, small, what a publish does: writes a file, reads it back, removes it. The site there is not touched.',
        'Ends with 1 when a place does not work.',
      ],
      options: { target: 'Try only this place.' },
      examples: ['offprint doctor my-blog', 'offprint doctor my-blog --target web --json'],
    },
    undo: {
      summary: 'Put an earlier publish back.',
      details: [
        'Without ID it is the one before the latest of its target: the last publish is undone. The posts in the blog’s folder',
        'stay as they are; the next publish brings them as they are then.',
      ],
      options: {
        target: 'Undo at the target of this name; default: where it was published last.',
        allow: 'Do what a guard stopped, as with publish.',
      },
      examples: ['offprint undo my-blog', 'offprint undo my-blog 000012-9a3c51d0'],
    },
    search: {
      summary: 'Find posts that hold all the words.',
      details: [
        'The last word may be unfinished; words in quotes stand together. Letters with and without accents are the same. The',
        'exit code is 1 when nothing was found.',
      ],
      options: { limit: 'Show at most so many posts; default: 20.' },
      examples: ['offprint search my-blog harbour fog', 'offprint search my-blog \'"tide table"\''],
    },
    export: {
      summary: 'Write a blog for another program: Hugo, Jekyll, Eleventy or WordPress.',
      details: [
        'DIR is a new or empty folder. Posts, pages, drafts, pictures, comments and addresses go along; the blog itself stays as',
        'it is. PROGRAM is hugo, jekyll, eleventy or wxr, which is what WordPress imports.',
      ],
      options: { to: 'The program it is written for.' },
      examples: ['offprint export my-blog --to hugo my-hugo-blog', 'offprint export my-blog --to wxr for-wordpress'],
    },
    import: {
      summary: 'Bring another blog in: WordPress, Ghost, Medium, Hugo, Jekyll and more.',
      details: [
        'FILE is an export of WordPress, Ghost or Medium, a saved web page, or a folder of Hugo, Jekyll, Hexo, Eleventy, Astro,',
        'Markdown or HTML. FOLDER is a blog, or a new or empty folder that becomes one. Posts, pages, drafts, comments,',
        'categories, captions and addresses come over; private posts stay drafts. Importing the same again adds what is new and',
        'leaves alone what you have edited since.',
      ],
      options: {
        media: 'The old blog’s wp-content/uploads folder, for its pictures.',
        fetch: 'Fetch pictures that are missing from the old blog, from public addresses only.',
        'dry-run': 'Say what would come over, and write nothing.',
      },
      examples: [
        'offprint import export.xml my-blog --media uploads',
        'offprint import export.xml my-blog --dry-run --json',
      ],
    },
    serve: {
      summary: 'Write in a browser window on this machine.',
      details: [
        'Opens Offprint in a window of its own where there is a Chromium, Chrome or Edge, else in the default browser. Only',
        'this machine, and only who knows the printed address, can reach it. Without FOLDER it starts with the first screen.',
        'Ends with Ctrl+C after the last write, or when its window is closed.',
      ],
      options: { port: 'Use this port; default: a free one.', 'no-open': 'Only print the address.' },
      examples: ['offprint serve my-blog', 'offprint serve my-blog --port 4321 --no-open'],
    },
    check: {
      summary: 'List what needs a look before publishing.',
      details: [
        'Names files that cannot be understood, links that lead nowhere, missing pictures and the like. The exit code is 1',
        'when something would stop a publish, 0 when there are only hints.',
      ],
      options: {},
      examples: ['offprint check my-blog', 'offprint check my-blog --json'],
    },
    media: {
      summary: 'List pictures and attachments, and what needs a look.',
      details: [
        'Names files that posts show and that are missing (with where they went, when that is known), files that no post',
        'uses, and pictures whose alternative text is missing or says nothing. The exit code is 1 when a file is missing.',
      ],
      options: { sweep: 'Make everything that is published of each file, and say what was taken out of it.' },
      examples: ['offprint media my-blog', 'offprint media my-blog --sweep --json'],
    },
  },
  everywhere: {
    json: 'Answer with one JSON document on standard output.',
    data: 'Keep Offprint’s own data here; default: OFFPRINT_DATA, else the system’s place for it.',
    quiet: 'Say nothing but the result and failures.',
    help: 'Show this help.',
    version: 'Show the version.',
  },
  environment: [
    ['OFFPRINT_DATA', 'Offprint’s own data folder, as with --data.'],
    ['OFFPRINT_SECRET_NAME', 'A password or token, by the name a target gives it.'],
    ['OFFPRINT_BROWSER', 'The browser that serve opens its window in.'],
    ['NO_COLOR', 'Never use colours.'],
  ],
  exitCodes: [
    ['0', 'Done.'],
    ['1', 'Not done; the reason is given.'],
    ['2', 'The command line was not understood.'],
    ['70', 'A fault inside Offprint.'],
  ],
  usage: {
    unknownCommand: (name: string, meant: string | undefined) =>
      `There is no command “${name}”.${meant === undefined ? '' : ` Did you mean “${meant}”?`}`,
    unknownOption: (name: string, meant: string | undefined) =>
      `There is no option “${name}” here.${meant === undefined ? '' : ` Did you mean “${meant}”?`}`,
    missingValue: (option: string, value: string) => `“${option}” needs a value: ${option} ${value}.`,
    unwantedValue: (option: string) => `“${option}” takes no value.`,
    missing: {
      FOLDER: (command: string) =>
        `“${command}” needs the folder of a blog, such as: offprint ${command} ${command === 'import' ? 'export.xml ' : ''}my-blog. Write a dot for this folder.`,
      FILE: (command: string) => `“${command}” needs a file, such as: offprint ${command} export.xml my-blog.`,
      DIR: (command: string) =>
        `“${command}” needs a new folder to write into, such as: offprint ${command} my-blog copy.`,
      WORDS: (command: string) => `“${command}” needs words, such as: offprint ${command} my-blog harbour fog.`,
      ID: (command: string) => `“${command}” needs the id of a publish; offprint history lists them.`,
    },
    tooMany: (extra: string) => `“${extra}” is one word too many. Put quotes around a name with spaces.`,
    badLimit: (given: string) => `“${given}” is no number of posts. Use one from 1 to 500.`,
    badPort: (given: string) => `“${given}” is no port. Use a number from 0 to 65535; 0 means any free one.`,
    badValue: (name: string, expected: string) =>
      `What was given as “${name}” cannot be used; it has to be ${expected}.`,
    tryHelp: (command: string | undefined) =>
      `See offprint ${command === undefined ? '' : `${command} `}--help for what can be written.`,
  },
  failed: 'Not done:',
  portRefused: {
    'in-use': (port: number) =>
      `Port ${port} is in use by another program, perhaps another Offprint. Choose another with --port, or leave it out for a free one.`,
    'not-allowed': (port: number) => `Port ${port} is not for everybody’s use. Choose one above 1023.`,
  },
  thrown: 'Something went wrong inside Offprint. What you typed is in its journal and comes back at the next start.',
  internal: (reference: string, logFile: string) => `The full report is in ${logFile} under ${reference}.`,
  made: (title: string, folder: string) => `Made the blog “${title}” in ${folder}.`,
  writeWith: (folder: string) => `Write in it with: offprint serve ${folder}`,
  readOnlyBuild: (holder: string) =>
    `This blog is open in another Offprint (${holderName(holder)}); what is not saved there yet is not in this build.`,
  built: (pages: number, anew: number, seconds: string) =>
    `Built ${count(pages, 'page')} in ${seconds} s; ${anew === 0 ? 'nothing had changed' : `${count(anew, 'file')} made anew`}.`,
  wroteOutput: (folder: string, written: number, removed: number) =>
    written + removed === 0
      ? `The finished blog in ${folder} was up to date.`
      : `The finished blog is in ${folder}: ${count(written, 'file')} written${removed === 0 ? '' : `, ${removed} removed`}.`,
  noOutput: 'Add --out DIR to have its files in a folder.',
  warning: 'Look at:',
  placeWorks: (target: string) => `${target}: it works; a small file was written, read back and removed.`,
  noPlaces: 'This blog has no place to publish to besides the folder on this computer.',
  nothingToPublish: (target: string) => `Nothing changed since the last publish to “${target}”.`,
  published: (target: string, pages: number) =>
    pages === 0 ? `Published to “${target}”; no page changed.` : `Published ${count(pages, 'page')} to “${target}”.`,
  wouldPublish: (target: string, pages: number, files: number, size: string) =>
    `Would publish ${count(pages, 'page')} to “${target}”, sending ${count(files, 'file')} (${size}). Nothing was sent.`,
  morePosts: (more: number) => (more === 0 ? '' : `and ${more} more; --json lists them all`),
  moreLists: (more: number) =>
    more === 0 ? '' : `and ${count(more, 'list page')} that ${more === 1 ? 'shows' : 'show'} them`,
  guarded: (allow: string) => `To do it all the same, add --allow ${allow}.`,
  andMore: (more: number) => `and ${more} more`,
  giveSecret: (variable: string) => `Put it into the environment variable ${variable} and run this again.`,
  fingerprint: (fingerprint: string) => `The server showed ${fingerprint}.`,
  noHistory: 'Nothing was published yet.',
  pastPublish: (id: string, when: string, target: string, pages: number, canPutBack: boolean) =>
    `  ${id}  ${when}  ${target}  ${count(pages, 'page')}${canPutBack ? '' : '  (no longer kept)'}`,
  historyHead: (publishes: number) => `${count(publishes, 'publish', 'publishes')}, latest first:`,
  putBack: (id: string, target: string) => `“${target}” shows the publish ${id} again.`,
  nothingToUndo: 'There is no earlier publish that could be put back.',
  found: (hits: number, query: string) =>
    hits === 0 ? `No post holds “${query}”.` : `${count(hits, 'post')} ${hits === 1 ? 'holds' : 'hold'} “${query}”:`,
  foundInstead: (words: string) => `Nothing was found as typed; these hold “${words}”:`,
  imported: (folder: string) => `Brought the old blog into ${folder}:`,
  wouldImport: (folder: string) => `This would come over into ${folder}; nothing was written:`,
  importCount: (what: string, imported: number, inSource: number) => `  ${what}: ${imported} of ${inSource}`,
  importLook: (entry: string, notes: string) => `  ${entry}: ${notes}`,
  importMissing: (missing: number) =>
    `${count(missing, 'picture or file', 'pictures or files')} of the old blog ${missing === 1 ? 'was' : 'were'} not found; --json names them.`,
  importProblems: (problems: number) =>
    `${count(problems, 'place')} of the export ${problems === 1 ? 'was' : 'were'} not well written and mended.`,
  importRedirects: (redirects: number) =>
    `${count(redirects, 'old address leads', 'old addresses lead')} to the right place.`,
  exportTo: (formats: readonly string[]) => `Say which program it is for: --to ${formats.join(', --to ')}.`,
  exported: (folder: string, name: string) => `Wrote the blog for ${name} into ${folder}:`,
  exportCounts,
  exportNotes,
  importLookAt: 'These want a look:',
  importNotes,
  importWhat,
  importStages,
  changes: { new: 'new', changed: 'changed', moved: 'moved', gone: 'gone' },
  isAt: (address: string) => `The blog is at ${address}`,
  isInFolder: (folder: string) => `Its files are in ${folder}`,
  stages: {
    exporting: 'Writing',
    pictures: 'Making pictures',
    building: 'Building',
    sending: 'Sending',
    verifying: 'Verifying',
    'at-host': 'Waiting for the host',
    testing: 'Trying places',
  },
  checked: (posts: number, pages: number, drafts: number, scheduled: number) =>
    `Looked at ${count(posts, 'post')} and ${count(pages, 'page')}, among them ${count(drafts, 'draft')} and ${scheduled} scheduled.`,
  nothingFound: 'Nothing needs a look.',
  atLine: (file: string, line: number | undefined) => (line === undefined ? file : `${file}, line ${line}`),
  stopsPublish: 'Stops a publish:',
  cannotPublish: 'Cannot be published:',
  leftOut: (file: string, reason: string) => `Left out, because it cannot be understood: ${file}: ${reason}`,
  serving: {
    app: 'Offprint is open in a window of its own. If it does not show, open this address:',
    browser: 'Offprint is open in your browser. If it does not show, open this address:',
    none: 'Offprint is at this address, for this machine only:',
    noBrowser: 'No browser could be started. Open this address on this machine:',
    howToEnd: 'It ends with Ctrl+C, after the last write.',
    readOnly: (holder: string) =>
      `This blog is open in another Offprint (${holderName(holder)}): you can read everything, and nothing is saved here.`,
    ending: 'Writing what is left, then ending. Press Ctrl+C again to stop at once.',
    notClean:
      'The last write did not succeed. What you typed is kept in Offprint’s journal and comes back at the next start.',
  },
};

/** What the command line says, in any language. */
export type CommandLineText = typeof commandLine;

const commands: Readonly<Record<CommandId, string>> = {
  'post.new': 'New post',
  'page.new': 'New page',
  'site.start': 'Start a new blog…',
  'site.open': 'Open a folder…',
  'site.openSample': 'Look around in the sample blog',
  'site.moveIn': 'Move in from another blog…',
  'site.importReport': 'What was moved in…',
  'site.moveOut': 'Move out to another program…',
  'site.settings': 'Blog settings…',
  'media.open': 'Pictures and files…',
  'preferences.open': 'Preferences…',
  'post.save': 'Save',
  'post.publish': 'Publish',
  'publish.history': 'Earlier publishes…',
  'publish.review': 'Review what will be sent…',
  'publish.places': 'Places to publish to…',
  'post.goal': 'Word goal…',
  'post.versions': 'Earlier versions…',
  'post.duplicate': 'Duplicate the post',
  'post.trash': 'Move to the trash',
  'posts.trash': 'Trash…',
  'tab.open': 'Open a post in a new tab…',
  'tab.close': 'Close this tab',
  'site.close': 'Close this blog',
  'edit.undo': 'Undo',
  'edit.redo': 'Redo',
  'edit.find': 'Find and replace',
  'posts.search': 'Search posts',
  'posts.replace': 'Find and replace in all posts…',
  'posts.terms': 'Rename tags and categories…',
  'posts.links': 'Give links another address…',
  'edit.footnoteJump': 'Footnote: go to its text, or back',
  'edit.findings': 'Things to look at',
  'edit.learnWord': 'Spelling: this word is right in this blog',
  'format.bold': 'Bold',
  'format.italic': 'Italic',
  'format.strike': 'Strikethrough',
  'format.code': 'Code',
  'format.link': 'Link',
  'format.image': 'Picture or file…',
  'format.gallery': 'Make a gallery of these pictures',
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
  'table.moveRowUp': 'Table: move this row up',
  'table.moveRowDown': 'Table: move this row down',
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
  'view.beside': 'Preview beside the text',
  'view.below': 'Preview below the text',
  'view.previewAlone': 'Preview alone',
  'view.editorAlone': 'Text alone',
  'view.fullScreen': 'Full screen',
  'preview.page': 'Preview as the page',
  'preview.print': 'Preview as printed',
  'preview.feed': 'Preview as a feed item',
  'preview.search': 'Preview as a search result',
  'preview.card': 'Preview as a social card',
  'preview.dark': 'Preview dark or light',
  'view.nextPane': 'Go to the next pane',
  'view.previousPane': 'Go to the previous pane',
  'tab.next': 'Next tab',
  'tab.previous': 'Previous tab',
  'view.focusMode': 'Focus mode',
  'view.typewriter': 'Typewriter mode',
  'view.systemAppearance': 'Appearance as the system',
  'view.lightAppearance': 'Light appearance',
  'view.darkAppearance': 'Dark appearance',
  'help.shortcuts': 'Keyboard shortcuts',
};

/** Other words under which the palette finds a command, parted by spaces. */
const commandWords: Readonly<Partial<Record<CommandId, string>>> = {
  'post.new': 'create write draft article',
  'page.new': 'create about',
  'site.start': 'new create',
  'site.open': 'switch blog',
  'site.openSample': 'demo example tour',
  'site.moveIn': 'import wordpress hugo jekyll hexo eleventy astro ghost medium',
  'site.importReport': 'import report',
  'site.moveOut': 'export wordpress hugo jekyll eleventy backup',
  'site.settings': 'options title tagline author address theme site',
  'media.open': 'media library images photos attachments uploads',
  'preferences.open': 'settings options font size language quotes',
  'post.publish': 'upload deploy send update',
  'publish.history': 'history undo roll back receipts',
  'publish.review': 'dry run diff changes plan',
  'publish.places': 'targets hosts deploy git github gitlab codeberg sftp s3 folder server',
  'post.goal': 'count target length',
  'post.versions': 'history revisions diff restore',
  'post.duplicate': 'copy clone',
  'post.trash': 'delete remove',
  'posts.trash': 'deleted bin restore undelete bring back',
  'tab.close': 'post',
  'edit.find': 'search',
  'posts.search': 'find',
  'posts.replace': 'search bulk',
  'posts.terms': 'merge bulk taxonomy',
  'posts.links': 'retarget urls redirect bulk',
  'edit.footnoteJump': 'note',
  'edit.findings': 'problems check broken links fix diagnostics todo',
  'edit.learnWord': 'spell check dictionary learn',
  'format.bold': 'strong',
  'format.italic': 'emphasis',
  'format.strike': 'deleted',
  'format.code': 'monospace',
  'format.link': 'url address',
  'format.image': 'insert media photo attachment upload',
  'format.heading1': 'h1 title',
  'format.heading2': 'h2',
  'format.heading3': 'h3',
  'format.bulletList': 'unordered',
  'format.numberedList': 'ordered',
  'format.taskList': 'todo checklist checkbox',
  'format.quote': 'blockquote citation',
  'format.callout': 'note tip warning admonition',
  'format.codeBlock': 'fence',
  'format.table': 'grid',
  'format.rule': 'horizontal separator',
  'view.outline': 'headings contents',
  'view.list': 'sidebar',
  'view.preview': 'pane',
  'post.settings': 'slug date tags categories cover description front matter',
  'view.below': 'split',
  'view.beside': 'split side',
  'view.editorAlone': 'editor',
  'preview.search': 'google snippet',
  'preview.card': 'open graph share',
  'preview.feed': 'rss atom',
  'view.focusMode': 'zen distraction',
  'view.systemAppearance': 'automatic dark light',
  'view.lightAppearance': 'day',
  'view.darkAppearance': 'night',
  'help.shortcuts': 'keys bindings help',
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
  'import-refused': (failure) => importRefused[failure.reason](failure.file, atLine(failure.line)),
  'export-refused': (failure) => exportRefused[failure.reason](failure.folder),
  'import-stopped': () =>
    'The import was stopped. What came over until then is there; importing again goes on from it.',
  'media-refused': (failure) => mediaRefused[failure.reason](failure.name),
  'intake-gone': () => 'A file did not come in whole, so it was not added. Add it once more.',
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
    `The theme cannot make this page: ${themeReason(failure.reason)} (${failure.file}${atLine(failure.line)}). Correct the theme’s file, or choose another theme.`,
  'target-missing': (failure) =>
    failure.known.length === 0
      ? `There is no place to publish to called “${failure.name}”. This blog has none yet; add one in offprint.yml.`
      : `There is no place to publish to called “${failure.name}”. Choose one of these: ${failure.known.join(', ')}.`,
  'target-refused': ({ reason, target, note, detail }) =>
    [targetRefused[reason](target), note === undefined ? '' : noteText(note), detail]
      .filter((text) => text !== '')
      .join(' '),
  'receipt-missing': () =>
    'This publish can no longer be put back, because its files are kept for the last twenty only.',
  'address-clash': (failure) =>
    `${pageSource(failure.sources[0])} and ${pageSource(failure.sources[1])} would both be published at ${failure.address}. Give one of them another address.`,
  'broken-posts': (failure) =>
    `${failure.ids.length === 1 ? 'One post cannot be read' : `${failure.ids.length} posts cannot be read`}, and publishing now would take pages away: ${failure.ids.join(', ')}. Correct the first lines of each file.`,
  'output-refused': (failure) => outputRefused[failure.reason](failure.folder, failure.files ?? []),
  'not-a-site': (failure) => notASite[failure.reason](failure.folder),
  'folder-not-empty': (failure) =>
    `A new blog needs an empty folder, and “${failure.folder}” has files in it. Choose another folder, or open this one.`,
  'folder-refused': (failure) => `The folder “${failure.folder}” cannot be made. ${folderReason(failure.code)}`,
  'settings-broken': (failure) =>
    `The blog’s settings cannot be read: ${reasonText(failure.reason, { reasons })} (${failure.file}${atLine(failure.line)}). Correct that line and open the blog again.`,
  'no-site-open': () => 'No blog is open. Open one first.',
  'write-failed': (failure) => `“${failure.file}” could not be saved. ${diskReason(failure.code)}`,
  'read-only': (failure) =>
    `This blog is open in another Offprint (${holderName(failure.holder)}), so nothing can be saved from here. Close it there first.`,
};

const exportRefused: Readonly<
  Record<'not-empty' | 'inside-blog' | 'holds-blog' | 'not-a-folder', (folder: string) => string>
> = {
  'not-empty': (folder) => `“${folder}” has files in it, and nothing is written over. Choose a new or empty folder.`,
  'inside-blog': (folder) =>
    `“${folder}” lies inside the blog, which would then contain itself. Choose a folder outside of it.`,
  'holds-blog': (folder) => `“${folder}” holds the blog itself. Choose another folder.`,
  'not-a-folder': (folder) => `“${folder}” is no folder. Choose another place.`,
};

const importRefused: Readonly<
  Record<
    'missing' | 'unreadable' | 'not-an-export' | 'doctype' | 'too-deep' | 'too-large' | 'empty' | 'inside',
    (file: string, line: string) => string
  >
> = {
  missing: (file) => `There is nothing at “${file}”. Check the path.`,
  unreadable: (file) => `“${file}” may not be read. Check its permissions.`,
  'not-an-export': (file) =>
    `“${file}” is no export that can be read. In WordPress choose Tools, Export, All content; in Ghost, Settings, Export; from Medium, the archive it sends.`,
  doctype: (file, line) =>
    `“${file}” declares its own document type${line}, which no WordPress export does and which can be a trap, so nothing was read. Export it again.`,
  'too-deep': (file, line) =>
    `“${file}” is nested deeper than any export${line}, so nothing more was read. Export it again.`,
  'too-large': (file) => `“${file}” holds more than can be read at once. Bring it in by parts.`,
  empty: (file) => `There are no posts in “${file}”. Choose the folder or file that holds them.`,
  inside: (file) => `“${file}” lies inside what is brought in. Choose a folder outside of it.`,
};

const mediaRefused: Readonly<
  Record<
    'empty' | 'unknown-type' | 'damaged' | 'too-large' | 'heic' | 'dangerous' | 'keeps-places',
    (name: string) => string
  >
> = {
  empty: (name) => `“${name}” is empty, so it was not added. Export it again.`,
  'unknown-type': (name) =>
    `“${name}” is not a kind of file that readers can open in a browser. Add pictures, sound, video or documents such as PDF.`,
  damaged: (name) => `“${name}” is damaged and cannot be opened. Export it again from where it came.`,
  'too-large': (name) => `“${name}” is too large to publish. Make it smaller first.`,
  heic: (name) => `“${name}” is a HEIC picture, which browsers cannot show. Export it as JPEG.`,
  'keeps-places': (name) =>
    `“${name}” says where it was made in a way that cannot be taken out, so it was not added. Export it again without places.`,
  dangerous: (name) =>
    `“${name}” can run programs in a reader’s browser, so it was not added. Add it as a plain picture.`,
};

const patternBroken: Readonly<Record<'invalid' | 'too-slow' | 'empty', string>> = {
  invalid: 'This is not a regular expression. Look for a bracket that is not closed, or search for plain text.',
  'too-slow': 'This regular expression takes too long on one of the posts, so nothing was changed. Make it simpler.',
  empty: 'There is nothing to look for yet. Type what is to be replaced.',
};

const notASite: Readonly<
  Record<'missing' | 'not-a-folder' | 'no-settings' | 'unreadable' | 'holds-data', (folder: string) => string>
> = {
  missing: (folder) => `There is no folder at “${folder}”. Check the path.`,
  'not-a-folder': (folder) => `“${folder}” is a file, not a folder. Choose the folder that holds the blog.`,
  'no-settings': (folder) =>
    `“${folder}” does not look like a blog: it has no offprint.yml and no posts. Choose another folder, or start a new blog.`,
  unreadable: (folder) => `“${folder}” may not be read. Check its permissions.`,
  'holds-data': (folder) =>
    `Offprint’s own data would lie inside “${folder}”, among the posts. Choose a data folder outside the blog.`,
};

/** What a YAML header or file has wrong, by its parser's code; codes that an author hardly meets share one sentence. */
const yamlFaults: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: 'The lines here are not indented alike',
  TAB_AS_INDENT: 'There is a tab at the start of this line; use spaces',
  MISSING_CHAR: 'A quote, bracket or colon that was opened or begun here is not finished',
  DUPLICATE_KEY: 'The same key stands here twice',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, with a colon behind it',
  BLOCK_AS_IMPLICIT_KEY: 'There are two colons on this line; put quotes around the text',
  BLOCK_IN_FLOW: 'A list or key with lines of its own stands inside brackets',
  BAD_DQ_ESCAPE: 'There is a backslash in quotes that means nothing; write two of them, or use single quotes',
  BAD_SCALAR_START: 'A text that begins with this character needs quotes around it',
  BAD_ALIAS: 'A text that begins with * needs quotes around it',
  UNEXPECTED_TOKEN: 'Something stands here where a key or value was expected',
  MULTIPLE_DOCS: 'A second header begins here',
};

const settingForms: Readonly<Record<SettingForm, string>> = {
  'one-text': 'one text, not a list',
  'time-zone': 'the name of a time zone, like Europe/Oslo',
  'web-address': 'an address that begins with https:// or http://',
  count: 'a number from 1 to 9999',
  links: 'a list of links, each with `label` and `url`',
  list: 'a list',
  targets: 'a list of targets, each with `name` and `kind`',
  'target-kind': 'a list with a `kind` of folder, git, git-source, sftp or s3',
  'target-name': 'a list with a `name` for each target',
  languages: 'a list of languages like `[de, fr]`, or what each has of its own, like `de: { title: Mein Blog }`',
  'new-comments': '`mail:` with an address, or `embed:` with HTML',
  redirects: 'a list of pages, netlify, apache, nginx and s3',
  'yes-or-no': 'true or false',
  megabytes: 'a number of megabytes, 0 or more',
};

/** Why a file could not be understood, without a full stop. */
const reasons: ReasonSentences = {
  'header-unclosed': () => 'The header that begins with this line has no closing line',
  'no-keys': () => 'There must be keys with values here, like `title: My post`',
  'too-many-aliases': () => 'Too many repeated parts (aliases)',
  yaml: ({ code }) => yamlFaults[code] ?? 'This is not written as a header has to be',
  toml: () => 'This is not written as TOML has to be',
  'not-one-text': ({ key }) => `\`${key}\` must be one text, not a list`,
  'no-date': ({ date }) => `The date “${date}” is no date. Write it like 2026-11-22 10:30`,
  'utf-16': () => 'The file is UTF-16. Save it as UTF-8 to work on it here',
  'not-utf-8': () => 'The file is not UTF-8 text. Save it as UTF-8 to work on it here',
  'no-ordinary-file': () => 'This is no ordinary file',
  folder: () => 'This is a folder with the name of a post. Give it a name without the ending',
  'not-readable': ({ code }) => `The file cannot be read (${code})`,
  'too-large': ({ megabytes, limit }) => `The file has ${megabytes} MB, and a post can have at most ${limit} MB`,
  'sync-copy': () =>
    'A sync program put this copy beside the post, because two machines had changed it. Compare both, then delete it',
  'wrong-setting': ({ key, form }) => `\`${key}\` must be ${settingForms[form]}`,
};

/** Why a theme could not make a page, without a full stop. */
const themeReasons: ThemeReasonSentences = {
  'no-theme': () => 'there is no theme of this name',
  'not-a-theme-name': () => 'this is no name of a theme',
  'parents-in-a-circle': () => 'the themes it lies on lead in a circle',
  'no-template': () => 'the theme has no such template',
  'no-partial': ({ name }) => `there is no template “${name}”`,
  'no-variable': ({ name }) => `there is no variable “${name}”`,
  'no-filter': ({ name }) => `there is no filter “${name}”`,
  'barred-filter': ({ name }) =>
    `the filter “${name}” is not available, because a page must be the same each time it is made`,
  'no-text': ({ name }) => `the theme has no text “${name}”`,
  'no-asset': ({ name }) => `the theme has no file “assets/${name}”`,
  'template-syntax': ({ detail }) => `the template is not written as it has to be (${detail})`,
  'too-much-work': () => 'the template never ends, or makes more than any page holds',
};

function themeReason(reason: ThemeReason): string {
  if (!Object.hasOwn(themeReasons, reason.kind)) return reasonText(reason as ProblemReason, { reasons });
  // Looked up just above; each kind has one shape and one sentence maker of that shape.
  return (themeReasons[reason.kind as keyof typeof themeReasons] as (reason: ThemeReason) => string)(reason);
}

/** Why a page was made anew. */
const rebuilt: Readonly<Record<RebuildCause, string>> = {
  new: 'it is new',
  made: 'it is another kind of page now',
  theme: 'the theme changed',
  site: 'the settings of the site changed',
  body: 'its text, or where its links and pictures lead, changed',
  post: 'its title, date, length or summary changed',
  page: 'its title, description or place changed',
  comments: 'its comments changed',
  neighbours: 'the post before or after it changed',
  related: 'a related post changed',
  series: 'its series changed',
  extra: 'its own front matter changed',
  posts: 'a post on it changed',
  excerpts: 'the beginning of a post on it changed',
  pagination: 'the number of pages changed',
  term: 'the number of its posts changed',
  terms: 'a category, tag, author or series changed',
  years: 'a post was added, changed or taken away',
  feed: 'a post in it changed',
  search: 'a post in it changed',
  list: 'a page was added, changed or taken away',
  text: 'what it leads to changed',
};

/** What wants an address, inside a sentence. */
function pageSource(source: PageSource): string {
  switch (source.kind) {
    case 'post':
      return source.id;
    case 'alias':
      return `a former address that ${source.id} names`;
    case 'former-post':
      return `an address that ${source.id} was published at before`;
    case 'former-list':
      return 'an address that a list was published at before';
    case 'list':
      return `the list “${source.title}”`;
    case 'feed':
      return `the feed of “${source.title}”`;
    case 'file':
      return source.name;
  }
}

/** What wants a look on the finished site. */
const notices: NoticeSentences = {
  'broken-link': ({ subject, line }) => `The link to “${subject}” (line ${line}) leads nowhere.`,
  'missing-picture': ({ subject, line }) => `The picture “${subject}” (line ${line}) is not there.`,
  'removed-html': ({ subject, line }) =>
    `“${subject}” (line ${line}) was left out, because it could run a program in the reader’s browser.`,
  'bad-math': ({ subject, line }) => `The formula “${subject}” (line ${line}) cannot be read.`,
  'in-text': ({ line, finding }) => `Line ${line} of the text: ${findingText(finding, enChecks.sentences)}`,
  'left-out': ({ reason, line }) =>
    `Left out, because it cannot be understood: ${reasonText(reason, { reasons })}${atLine(line)}.`,
  undated: () => 'Left out, because it has no date. Give it one in its settings.',
  'comments-broken': ({ file, reason, line }) =>
    `${file} cannot be understood, so its comments are not shown: ${
      reason.kind === 'no-comment-list' ? 'It must be a list of comments' : reasonText(reason, { reasons })
    }${atLine(line)}.`,
  'comments-waiting': ({ file, waiting }) =>
    `${count(waiting, 'comment')} in ${file} ${waiting === 1 ? 'waits' : 'wait'} to be approved or refused.`,
  'addresses-broken': () =>
    'urls.json cannot be understood, so former addresses do not lead on. Bring back an earlier version of it.',
  'address-reused': ({ address, former }) =>
    `${address} was the address of ${former}, and links to that one lead here now. Give one of them another slug if that is not meant.`,
  'same-language': ({ other }) =>
    `${other} has the same \`translationKey\` and the same language, so only one of them is shown as a translation.`,
};

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

function folderReason(code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full; make room, then try again.';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return 'The place may not be written to; choose another one, or check its permissions.';
  if (code === 'ENAMETOOLONG') return 'Its name is too long; choose a shorter one.';
  return `The system said ${code}; choose another place.`;
}

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
  commandWords,
  failures,
  checks: enChecks,
  reasons,
  rebuilt,
  notices,
  desktop,
  commandLine,
  commandLineMedia,
  unknownFailure: (kind: string) => `Something went wrong (${kind}). Your text is safe; try again.`,
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  first: {
    welcome: 'What would you like to write?',
    lead: 'Your blog is a folder of plain text files on this computer. Nothing leaves it until you publish.',
    start: 'Start a new blog',
    startHint: 'A name is enough to begin.',
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
      `Open in another Offprint (${holderName(holder)}). You can read everything here; nothing is saved.`,
    settings: 'Blog settings',
    title: 'Name',
    tagline: 'Tagline',
    author: 'Author',
    url: 'Address on the web',
    urlHint: 'Where readers find the finished blog, such as https://example.org/',
    language: 'Language',
    languageHint: (name: string) => `Dates and the theme’s words: ${name}`,
    theme: 'Theme',
    timeZone: 'Time zone',
    postsPerPage: 'Posts on a page',
    permalink: 'Addresses of posts',
    permalinkExample: (pattern: string) =>
      pattern
        .replace(':year', '2026')
        .replace(':month', '05')
        .replace(':day', '24')
        .replace(':category', 'travel')
        .replace(':slug', 'night-train'),
    permalinkHint: 'What was published under another address keeps leading to the post.',
    newComments: 'Comments by readers',
    commentWays: { none: 'Not asked for', mail: 'By mail to you', embed: 'Through a service' },
    mail: 'Mail address for comments',
    embed: 'HTML of the service',
    embedHint: '{url} and {title} in it become those of the post.',
    faults: {
      title: 'The blog needs a name.',
      url: 'The address has to begin with https:// or http://.',
      language: 'The language has to be a tag such as en, de or pt-BR.',
      postsPerPage: 'The posts on a page have to be a number from 1 to 9999.',
      permalink: 'The addresses have to begin with / and hold :slug.',
      mail: 'The mail address is not complete.',
      embed: 'The HTML of the service is missing.',
    },
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
    foundInstead: (words: string) => `Nearest: “${words}”`,
    unreadable: (count: number) => (count === 1 ? '1 file cannot be read' : `${count} files cannot be read`),
    readFile: 'Look at it',
    readFileNamed: (file: string) => `Look at it: ${file}`,
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
    emptyBlog: 'Begin with a title. Everything you write is saved by itself, and stays a draft until you publish it.',
    writeNew: 'Write a post',
    followed: 'The file was changed by another program. The text here follows it.',
    undoFollowed: 'Undo',
    words: (count: number) => (count === 1 ? '1 word' : `${count.toLocaleString('en')} words`),
    wordsOf: (selected: number, count: number) =>
      `${selected.toLocaleString('en')} of ${count.toLocaleString('en')} words`,
    minutes: (minutes: number) => `${minutes} min`,
    wordsOfGoal: (count: number, goal: number) => `${count.toLocaleString('en')} of ${goal.toLocaleString('en')} words`,
    goalName: 'Word goal',
    goalLabel: 'Words this post is to have',
    goalHint: 'Only you see it. Leave it empty for no goal.',
    goalSet: 'Set the goal',
    tabs: 'Open posts',
    closeTab: (title: string) => `Close “${title}”`,
    newTag: 'new tag',
    tagged: (tag: string) => `The post has the tag “${tag}” now.`,
    undoTag: 'Take it off',
    learned: (word: string) => `“${word}” is right in this blog.`,
    nothingFound: 'Nothing to look at in this post.',
    noWord: 'Put the cursor into a word first.',
    addingFile: (name: string) => `Adding ${name}…`,
    addingFiles: (count: number) => `Adding ${count} files…`,
    lostFiles: (names: readonly string[]) =>
      `Offprint ended before ${names.length === 1 ? 'a file' : `${names.length} files`} had come in: ${names
        .slice(0, 6)
        .map((name) => `“${name}”`)
        .join(', ')}${names.length > 6 ? ' and others' : ''}. ${
        names.length === 1 ? 'Its link leads' : 'Their links lead'
      } to nothing yet. Drop ${names.length === 1 ? 'it' : 'them'} again.`,
    tableHeading: 'Heading',
    altHint: 'what the picture shows',
    recovered: 'Text that was not in the file yet was brought back.',
    showDifferences: 'Show differences',
    hideDifferences: 'Hide differences',
    keepRecovered: 'Keep it',
    backToFile: 'Go back to the saved file',
    readOnly: (reason: string) => `${reason}. Until then you can read it here, and nothing is written.`,
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
    looks: 'What the preview shows',
    lookNames: { page: 'Page', print: 'Print', feed: 'Feed item', search: 'Search result', card: 'Social card' },
    dark: 'Dark',
    below: 'Below the text',
    showText: 'Show the text',
    farPictures: 'Pictures from other sites are not loaded while you write.',
    showFarPictures: 'Load them for this post',
    noDescription: 'No description yet: a search engine takes words from the text. Give one in the post settings.',
    noImage: 'No cover yet: networks show a small card without a picture. Give one in the post settings.',
    empty: 'The post appears here as readers will see it.',
    loading: 'Making the page…',
  },
  postSettings: {
    name: 'Post settings',
    pageName: 'Page settings',
    slug: 'Address',
    slugComing: 'Made from the title when the post is published, unless you write another one here.',
    slugHint: 'Last part of the address. The file is called so too; a published post’s old address leads on.',
    date: 'Date',
    dateHint: 'Ahead of now: the post waits until then.',
    categories: 'Categories',
    categoriesHint: 'One a line; a slash makes a branch: Travel/Norway',
    tags: 'Tags',
    tagsHint: 'Parted by commas',
    usedBefore: 'Used in this blog before',
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
    pictures: (done: number, total: number) => `Making picture ${done} of ${total}`,
    building: (done: number, total: number) => (total === 0 ? 'Making the pages' : `Making page ${done} of ${total}`),
    sending: (done: number, total: number, bytes: string) =>
      total === 0 ? 'Sending' : `Sending ${done} of ${total}${bytes === '' ? '' : `, ${bytes}`}`,
    verifying: 'Checking',
    'at-host': 'The host makes the site',
    ofBytes: (done: string, total: string) => `${done} of ${total}`,
    sent: 'Sent. The host makes the site from it and does not say when it is done.',
    stillAtHost: 'Sent. The host is still making the site.',
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
    findings: 'Before readers see it',
    moreFindings: (count: number) => `and ${count.toLocaleString('en')} more`,
    notLookedOver: (posts: number) =>
      posts === 1
        ? '1 more post was not looked over.'
        : `${posts.toLocaleString('en')} more posts were not looked over.`,
    changes: { new: 'New', changed: 'Changed', moved: 'Moved', gone: 'Gone' },
    localFolder: 'a folder on this computer',
    review: 'Review by page…',
  },
  review: reviewPage,
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
    width: 'Length of lines',
    widths: { narrow: 'Short', medium: 'Medium', wide: 'Long' },
    quotes: 'Typing a quote',
    quoteForms: { straight: 'Stays straight', typographic: 'Becomes a quotation mark' },
    words: 'Words that are right in this blog',
    removeWord: (word: string) => `Remove “${word}”`,
  },
  shortcuts: {
    name: 'Keyboard shortcuts',
    menus: { file: 'File', edit: 'Edit', format: 'Format', view: 'View', help: 'Help' },
  },
  media: mediaPage,
  moving: movingPage,
  versions: versionsPage,
  bulk: bulkPage,
  folderKind,
  filter: listFilter,
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
  keys: { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', enter: 'Enter', pageUp: 'Page Up', pageDown: 'Page Down' },
  connection: {
    lost: 'Offprint does not answer. What you write is kept in this window; it is saved as soon as Offprint is back.',
    ended: 'Offprint has ended. Copy anything you wrote since, then start Offprint again.',
  },
  fatal: 'Offprint could not start. Close this window and start it again.',
};

/** The texts of one language. */
export type Text = typeof en;
