import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIncrementalMarkdown } from '../../../common/markdown/incremental.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { editSeries, showPatched, texts } from './edit-series.ts';
import { plainContext } from './plain-context.ts';

/** Random series of edits in the normal suite; `test/faults` runs ten thousand. */
const series = 400;

describe('incremental rendering', () => {
  it('equals a full rendering after every edit of a random series', () => {
    fc.assert(
      fc.property(editSeries(), ({ start, edits }) => {
        const live = createIncrementalMarkdown(start, plainContext);
        const shown = [...live.html];
        let text = start;
        for (const edit of edits) {
          const from = Math.floor(edit.at * (text.length + 1));
          const to = Math.min(text.length, from + edit.length);
          text = text.slice(0, from) + edit.insert + text.slice(to);
          showPatched(shown, live.edit([{ from, to, insert: edit.insert }]));
          const full = renderMarkdown(parseMarkdown(text), plainContext);
          expect(live.html.join('') + live.footnotes).toBe(full.html);
          expect(shown.join('')).toBe(live.html.join(''));
        }
      }),
      { numRuns: series, seed: 7 },
    );
  });
});
