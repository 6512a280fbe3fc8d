import type { OutputRefused } from '../contract/build.ts';

/** Why a finished site was not written into a folder. */
export const outputRefused: Readonly<
  Record<OutputRefused['reason'], (folder: string, files: readonly string[]) => string>
> = {
  'inside-source': (folder) =>
    `“${folder}” lies inside the blog, which would then contain itself. Choose a folder outside the blog.`,
  'contains-source': (folder) =>
    `“${folder}” holds the blog itself, and writing the finished site there could destroy it. Choose another folder.`,
  'not-a-folder': (folder) => `“${folder}” is a file, so nothing can be written into it. Choose a folder.`,
  'foreign-files': (folder, files) =>
    `“${folder}” holds files that Offprint did not write (${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}). Choose an empty or new folder, or empty this one first.`,
};

/** Everything the command line says in English. */
export const commandLine = {
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
    import: {
      summary: 'Bring a WordPress export into a blog.',
      details: [
        'FILE is what WordPress calls an export (Tools, Export). FOLDER is a blog, or a new or empty folder that becomes one.',
        'Posts, pages, drafts, comments, categories, captions and addresses come over; private posts stay drafts. Importing the',
        'same export again adds what is new and leaves alone what you have edited since.',
      ],
      options: {
        media: 'The old blog’s wp-content/uploads folder, for its pictures.',
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
    `This blog is open in another Offprint (${holder}); what is not saved there yet is not in this build.`,
  built: (pages: number, anew: number, seconds: string) =>
    `Built ${count(pages, 'page')} in ${seconds} s; ${anew === 0 ? 'nothing had changed' : `${count(anew, 'file')} made anew`}.`,
  wroteOutput: (folder: string, written: number, removed: number) =>
    written + removed === 0
      ? `The finished blog in ${folder} was up to date.`
      : `The finished blog is in ${folder}: ${count(written, 'file')} written${removed === 0 ? '' : `, ${removed} removed`}.`,
  noOutput: 'Add --out DIR to have its files in a folder.',
  warning: 'Look at:',
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
  imported: (folder: string) => `Brought the export into ${folder}:`,
  wouldImport: (folder: string) => `This would come over into ${folder}; nothing was written:`,
  importCount: (what: string, imported: number, inSource: number) => `  ${what}: ${imported} of ${inSource}`,
  importLook: (entry: string, notes: string) => `  ${entry}: ${notes}`,
  importMissing: (missing: number) =>
    `${count(missing, 'picture or file', 'pictures or files')} of the old blog ${missing === 1 ? 'was' : 'were'} not found; --json names them.`,
  importProblems: (problems: number) =>
    `${count(problems, 'place')} of the export ${problems === 1 ? 'was' : 'were'} damaged and read past.`,
  importLookAt: 'These want a look:',
  changes: { new: 'new', changed: 'changed', gone: 'gone' },
  isAt: (address: string) => `The blog is at ${address}`,
  isInFolder: (folder: string) => `Its files are in ${folder}`,
  stages: { importing: 'Importing', building: 'Building', sending: 'Sending', verifying: 'Verifying' },
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
      `This blog is open in another Offprint (${holder}): you can read everything, and nothing is saved here.`,
    ending: 'Writing what is left, then ending. Press Ctrl+C again to stop at once.',
    notClean:
      'The last write did not succeed. What you typed is kept in Offprint’s journal and comes back at the next start.',
  },
};

/** What the command line says, in any language. */
export type CommandLineText = typeof commandLine;

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}
