import { rebuildText } from '../../../common/rebuild-reason.ts';
import { ok } from '../../../common/result.ts';
import { en } from '../../../common/text/en.ts';
import type { Command } from '../command.ts';
import { holderOf } from '../program.ts';
import { warningLine } from '../warning-line.ts';

/** `offprint build FOLDER [--out DIR] [--explain]` */
export const buildCommand: Command = {
  name: 'build',
  operands: [{ name: 'FOLDER' }],
  options: { out: { value: 'DIR', short: 'o' }, explain: {} },
  run: async (input, { program, text, note, progress }) => {
    const { call, on, open } = await program();
    const startedMs = performance.now();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    const holder = holderOf(opened.value);
    if (holder !== undefined) note(text.readOnlyBuild(holder));
    on('build.progressed', ({ done, total, step }) =>
      progress(done, total, step === 'pictures' ? text.stages.pictures : text.stages.building),
    );
    const built = await call('build.run', { output: input.path('out') });
    if (!built.ok) return built;
    const { pages, rendered, warnings, output } = built.value;
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    return ok({
      value: { folder: opened.value.folder, ...built.value },
      lines: [
        text.built(pages, rendered.length, seconds),
        output === undefined ? text.noOutput : text.wroteOutput(output.folder, output.written, output.removed),
        ...(input.has('explain')
          ? rendered.map(({ address, reason }) => `  ${address}  ${rebuildText(reason, en)}`)
          : []),
        ...warnings.map((warning) => warningLine(warning, text)),
      ],
    });
  },
};
