import type { EditorView } from '@codemirror/view';
import { filePlacer } from './editor/media-intake.ts';

/** Lets the author pick files in the system's dialog; none when she changes her mind. */
export function askForFiles(options: {
  readonly accept?: string;
  readonly multiple: boolean;
}): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.multiple = options.multiple;
    field.accept = options.accept ?? '';
    field.addEventListener('change', () => resolve([...(field.files ?? [])]));
    field.addEventListener('cancel', () => resolve([]));
    field.click();
  });
}

/** Puts files that the author picks at the cursor. */
export async function pickFilesInto(view: EditorView): Promise<void> {
  const files = await askForFiles({ multiple: true });
  const place = view.state.facet(filePlacer).at(-1);
  if (files.length > 0 && place !== undefined) place(view, files);
  view.focus();
}
