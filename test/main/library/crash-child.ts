import { writeSync } from 'node:fs';
import type { TextChange } from '../../../common/post.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { silentLog } from '../../../main/node/log.ts';

/**
 * A host that types until it is killed: one word an edit at the end of one post, each acknowledged word announced on standard
 * output. With `forgetful` its disk answers before it writes: the control that must lose words.
 */
const [folder = '', dataFolder = '', mode = ''] = process.argv.slice(2);

const forgetful: FileSystem = {
  ...nodeFileSystem,
  open: async (path, purpose, fileMode) => {
    const file = await nodeFileSystem.open(path, purpose, fileMode);
    if (!path.endsWith('.journal')) return file;
    const late: (() => Promise<unknown>)[] = [];
    return {
      ...file,
      write: async (bytes, position) => {
        const copy = bytes.slice();
        late.push(() => file.write(copy, position));
        return bytes.byteLength;
      },
      syncData: async () => {
        for (const write of late.splice(0)) await write();
      },
    };
  },
};

const opened = await openLibrary({
  folder,
  dataFolder,
  now: Date.now,
  log: silentLog,
  holder: 'the typing child',
  emit: () => {},
  autosaveMs: 15,
  ...(mode === 'forgetful' ? { fileSystem: forgetful } : {}),
});
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
const library = opened.value;
const draft = await library.openDraft('posts/typing.md');
if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
let { sequence } = draft.value;
let { body } = draft.value;
let word = body.trim().split(' ').length;
for (;;) {
  const insert = `w${word} `;
  const changes: TextChange[] = [{ from: body.length, to: body.length, insert }];
  const edited = await library.editDraft({
    id: 'posts/typing.md',
    sequence: sequence + 1,
    changes,
    ...(word % 7 === 0 ? { matter: { description: `word ${word}` } } : {}),
  });
  if (!edited.ok) throw new Error(JSON.stringify(edited.failure));
  sequence = edited.value.sequence;
  body += insert;
  writeSync(1, `${word}\n`);
  word += 1;
  // A pause now and then lets the autosave run, so that kills hit it too.
  await new Promise((resolve) => setTimeout(resolve, word % 10 === 0 ? 25 : 1));
}
