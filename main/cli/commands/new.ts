import { ok } from '../../../common/result.ts';
import type { Command } from '../command.ts';

/** `offprint new FOLDER [--sample] [--title T]` */
export const newCommand: Command = {
  name: 'new',
  operands: [{ name: 'FOLDER' }],
  options: { sample: {}, title: { value: 'TITLE' } },
  run: async (input, { program, text }) => {
    const { call } = await program();
    const made = await call('site.create', {
      folder: input.folder ?? '',
      ...(input.has('sample') ? { sample: true } : {}),
      title: input.text('title'),
    });
    if (!made.ok) return made;
    const { folder, settings } = made.value;
    return ok({
      value: { folder, title: settings.title },
      lines: [text.made(settings.title, folder), text.writeWith(folder)],
    });
  },
};
