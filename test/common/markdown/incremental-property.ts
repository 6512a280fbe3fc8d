import fc from 'fast-check';
import { createIncrementalMarkdown, type MarkdownPatch } from '../../../common/markdown/incremental.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import type { TextEdit } from '../../../common/markdown/reparse.ts';
import { editSeries, showPatched } from './edit-series.ts';
import { plainContext } from './plain-context.ts';

/** The part of an incremental renderer that the property looks at. */
export interface Live {
  readonly html: readonly string[];
  readonly footnotes: string;
  edit(changes: readonly TextEdit[]): MarkdownPatch;
}

/** Runs random edit series and compares with a full rendering after each edit, both what is rendered and what is shown. */
export function checkIncremental(
  series: number,
  seed: number,
  create: (text: string) => Live = (text) => createIncrementalMarkdown(text, plainContext),
): Pick<fc.RunDetails<unknown>, 'failed' | 'counterexample' | 'errorInstance' | 'numRuns'> {
  const property = fc.property(editSeries(), ({ start, edits }) => {
    const live = create(start);
    const shown = [...live.html];
    let footnotes = live.footnotes;
    let text = start;
    for (const edit of edits) {
      const from = Math.floor(edit.at * (text.length + 1));
      const to = Math.min(text.length, from + edit.length);
      text = text.slice(0, from) + edit.insert + text.slice(to);
      const patch = live.edit([{ from, to, insert: edit.insert }]);
      showPatched(shown, patch);
      footnotes = patch.footnotes ?? footnotes;
      const full = renderMarkdown(parseMarkdown(text), plainContext).html;
      if (live.html.join('') + live.footnotes !== full) throw new Error(`Rendered ${live.html.join('')}, not ${full}`);
      if (shown.join('') + footnotes !== full) throw new Error(`Shown ${shown.join('')}, not ${full}`);
    }
  });
  return fc.check(property, { numRuns: series, seed });
}
