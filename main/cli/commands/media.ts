import type { MediaList, MediaReceipt } from '../../../common/contract/media.ts';
import { ok } from '../../../common/result.ts';
import { en } from '../../../common/text/en.ts';
import type { Command } from '../command.ts';
import { sizeOf } from '../size.ts';

const words = en.commandLineMedia;

/** Files asked about at once; the program bounds the memory they take. */
const lanes = 4;

/** `offprint media FOLDER [--sweep]` */
export const mediaCommand: Command = {
  name: 'media',
  operands: [{ name: 'FOLDER' }],
  options: { sweep: {} },
  run: async (input, { program, progress }) => {
    const { call, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    const listed = await call('media.list', undefined);
    if (!listed.ok) return listed;
    const { items, missing } = listed.value;
    const receipts: MediaReceipt[] = [];
    const damaged: string[] = [];
    const waiting = input.has('sweep') ? items.map(({ path }) => path).reverse() : [];
    const lane = async () => {
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const receipt = await call('media.receipt', { path });
        if (receipt.ok) receipts.push(receipt.value);
        else damaged.push(path);
        progress(receipts.length + damaged.length, items.length, words.sweeping);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    receipts.sort((a, b) => (a.path < b.path ? -1 : 1));
    const findings = [...findingsIn(listed.value), ...damaged.map(words.damaged)];
    const pictures = items.filter(({ kind }) => kind === 'image').length;
    const total = items.reduce((sum, { size }) => sum + size, 0);
    return ok({
      value: { folder: opened.value.folder, items, missing, ...(input.has('sweep') ? { receipts, damaged } : {}) },
      lines: [
        words.looked(pictures, items.length - pictures, sizeOf(total)),
        ...receipts.map(receiptLine),
        ...(findings.length === 0 ? [words.nothing] : findings),
      ],
      exitCode: missing.length + damaged.length > 0 ? 1 : 0,
    });
  },
};

function findingsIn({ items, missing }: MediaList): readonly string[] {
  const gone = missing.flatMap(({ path, uses, movedTo }) => [
    words.missing(path, [...new Set(uses.map(({ postId }) => postId))].join(', ')),
    ...(movedTo === undefined ? [] : [words.movedTo(movedTo)]),
  ]);
  const unused = items
    .filter(({ uses }) => uses.length === 0)
    .map(({ path, size }) => words.unused(path, sizeOf(size)));
  const unsaid = items.flatMap(({ path, uses }) =>
    uses.flatMap((use) => (use.problem === undefined ? [] : [words.words(use.postId, path, use.problem)])),
  );
  return [...gone, ...unused, ...unsaid];
}

function receiptLine({ path, removed, originalSize, files }: MediaReceipt): string {
  const sizes = files.map(({ size }) => size).sort((a, b) => a - b);
  const [smallest, largest] = [sizeOf(sizes[0] ?? 0), sizeOf(sizes.at(-1) ?? 0)];
  return words.receipt(path, removed, sizeOf(originalSize), files.length, smallest, largest);
}
