import { writeSync } from 'node:fs';
import { openLibrary } from '../../../main/library/open-library.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { silentLog } from '../../../main/node/log.ts';

/**
 * A host that writes five words while some call of the system fails, and says on standard output what it was told: `recorded`
 * and `saved`. With `deaf` it takes failed writes and syncs for good ones: the control that must claim too much.
 */
const [folder = '', dataFolder = '', mode = ''] = process.argv.slice(2);
const id = 'posts/typing.md';

const deaf: FileSystem = {
  ...nodeFileSystem,
  open: async (path, purpose, fileMode) => {
    const file = await nodeFileSystem.open(path, purpose, fileMode);
    return {
      ...file,
      write: (bytes, position) => file.write(bytes, position).catch(() => bytes.byteLength),
      size: async () => Number.NaN,
    };
  },
};

const opened = await openLibrary({
  folder,
  dataFolder,
  now: Date.now,
  log: silentLog,
  holder: 'the child',
  emit: () => {},
  autosaveMs: 3_600_000,
  ...(mode === 'deaf' ? { fileSystem: deaf } : {}),
});
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
const library = opened.value;
for (let word = 1; word <= 5; word += 1) {
  let isRecorded = false;
  // strace counts a call for each thread, so that the same fault comes back a few times.
  for (let attempt = 0; attempt < 12 && !isRecorded; attempt += 1) {
    const draft = await library.openDraft(id);
    if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
    const { body, sequence } = draft.value;
    const changes = [{ from: body.length, to: body.length, insert: `w${word} ` }];
    const edited = await library.editDraft({ id, sequence: sequence + 1, changes });
    isRecorded = edited.ok;
  }
  if (!isRecorded) break;
  writeSync(1, `recorded ${word}\n`);
  const saved = await library.saveDraft(id);
  if (saved.ok && saved.value.kind === 'saved') writeSync(1, `saved ${word}\n`);
}
// No close: what was answered must be true without it.
process.exit(0);
