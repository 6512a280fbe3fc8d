import type { ShownTarget } from '../../../common/contract/publish-targets.ts';
import { failureText } from '../../../common/failure-text.ts';
import { fail, ok } from '../../../common/result.ts';
import { en } from '../../../common/text/en.ts';
import type { Command } from '../command.ts';

/** `offprint doctor FOLDER [--target NAME]` */
export const doctorCommand: Command = {
  name: 'doctor',
  operands: [{ name: 'FOLDER' }],
  options: { target: { value: 'NAME', short: 't' } },
  run: async (input, { program, text, progress }) => {
    const { call, open } = await program();
    const opened = await open(input.folder ?? '');
    if (!opened.ok) return opened;
    const listed = await call('publish.targets', undefined);
    if (!listed.ok) return listed;
    const name = input.text('target');
    const asked = name === undefined ? listed.value : listed.value.filter(({ settings }) => settings.name === name);
    if (name !== undefined && asked.length === 0) {
      return fail({ kind: 'target-missing', name, known: listed.value.map(({ settings }) => settings.name) });
    }
    const places = [];
    const lines: string[] = [];
    for (const [index, { settings }] of asked.entries()) {
      progress(index, asked.length, text.stages.testing);
      const tested = await call('publish.testTarget', { settings: plainSettings(settings) });
      places.push({
        target: settings.name,
        kind: settings.kind,
        works: tested.ok,
        ...(tested.ok ? {} : { failure: tested.failure }),
      });
      lines.push(tested.ok ? text.placeWorks(settings.name) : `${settings.name}: ${failureText(tested.failure, en)}`);
    }
    return ok({
      value: { places },
      lines: lines.length === 0 ? [text.noPlaces] : lines,
      ...(places.every(({ works }) => works) ? {} : { exitCode: 1 as const }),
    });
  },
};

/** The settings as the call takes them: undefined is no value. */
function plainSettings(settings: ShownTarget['settings']): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(Object.entries(settings));
}
