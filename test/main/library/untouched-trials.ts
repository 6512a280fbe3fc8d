import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLibrary } from '../../../main/library/open-library.ts';
import { silentLog } from '../../../main/node/log.ts';
import { oddFiles } from './odd-files.ts';

/** What became of files that were opened, edited, edited back and saved. */
export interface UntouchedCount {
  readonly files: number;
  /** Other than they were, byte for byte, after an edit was taken back. */
  readonly changed: number;
  /** With other changes than the one letter that was typed. */
  readonly disturbed: number;
  readonly firstFault: string;
}

/** Opens every `step`-th of the odd files, types a letter, saves, takes it back, saves. `spoil` changes saved files: the control. */
export async function touchOddFiles(
  root: string,
  step: number,
  spoil: (source: string) => string = (source) => source,
): Promise<UntouchedCount> {
  const folder = path.join(root, 'blog');
  const files = oddFiles().filter((_, index) => index % step === 0);
  await mkdir(path.join(folder, 'posts'), { recursive: true });
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Odd\n');
  for (const [index, source] of files.entries()) await writeFile(fileOf(folder, index), source);
  const opened = await openLibrary({
    folder,
    dataFolder: path.join(root, 'data'),
    now: Date.now,
    log: silentLog,
    holder: 'the test',
    emit: () => {},
    autosaveMs: 3_600_000,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const library = opened.value;
  await library.list();
  let [changed, disturbed, firstFault] = [0, 0, ''];
  for (const [index, source] of files.entries()) {
    const id = `posts/${index}.md`;
    const draft = await library.openDraft(id);
    if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
    const at = draft.value.body.length;
    await library.editDraft({ id, sequence: 1, changes: [{ from: at, to: at, insert: 'x' }] });
    await library.saveDraft(id);
    const typed = spoil(await readFile(fileOf(folder, index), 'utf8'));
    const { sequence } = await library.openDraft(id).then((again) => (again.ok ? again.value : draft.value));
    await library.editDraft({ id, sequence: sequence + 1, changes: [{ from: at, to: at + 1, insert: '' }] });
    await library.saveDraft(id);
    const after = spoil(await readFile(fileOf(folder, index), 'utf8'));
    if (typed !== `${source}x`) disturbed += 1;
    if (after !== source) changed += 1;
    if ((typed !== `${source}x` || after !== source) && firstFault === '') {
      firstFault = `${JSON.stringify(source)} became ${JSON.stringify(typed)}, then ${JSON.stringify(after)}`;
    }
  }
  await library.close();
  return { files: files.length, changed, disturbed, firstFault };
}

function fileOf(folder: string, index: number): string {
  return path.join(folder, 'posts', `${index}.md`);
}
