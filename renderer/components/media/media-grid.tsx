import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { MediaStore } from '../../stores/media-store.ts';
import { useDesk } from '../desk-context.ts';
import { MediaCard } from './media-card.tsx';
import { MediaRow } from './media-row.tsx';

/** The files as cards or lines, by month. Arrow keys move between them; the one that is chosen is shown beside. */
export function MediaGrid({ store, isEmpty }: { readonly store: MediaStore; readonly isEmpty: boolean }) {
  const { text } = useDesk();
  const place = useRef<HTMLDivElement>(null);
  const months = store.months.value;
  const all = months.flatMap(({ items }) => items);
  const active = all.find(({ path }) => path === store.chosen.value?.path) ?? all[0];
  const isList = store.view.value === 'list';

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const cards = [...(place.current?.querySelectorAll<HTMLElement>('.media-card') ?? [])];
    const index = cards.findIndex((card) => card.matches(':focus'));
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: isList ? index + 1 : below(cards, index, 1),
      ArrowUp: isList ? index - 1 : below(cards, index, -1),
      Home: 0,
      End: cards.length - 1,
    };
    const step = steps[event.key];
    if (step === undefined || index < 0) return;
    event.preventDefault();
    const next = cards[Math.min(cards.length - 1, Math.max(0, step))];
    next?.focus();
    next?.click();
  }

  if (all.length === 0) return <p class="media-empty">{isEmpty ? text.media.empty : text.media.nothing}</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the cards in it, which are buttons.
    <div class="media-grid-scroller" ref={place} onKeyDown={press}>
      {months.map(({ month, items }) => (
        <section key={month} aria-label={monthName(month, text.language)}>
          {month !== '' && <h3 class="media-month">{monthName(month, text.language)}</h3>}
          <ul class={isList ? 'media-lines' : 'media-grid'}>
            {items.map((item) => (
              <li key={item.path} class="media-place">
                {isList ? (
                  <MediaRow item={item} isActive={item === active} store={store} />
                ) : (
                  <MediaCard item={item} isActive={item === active} store={store} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Index of the card in the next or the previous row that lies nearest. */
function below(cards: readonly HTMLElement[], index: number, direction: 1 | -1): number {
  const from = cards[index]?.getBoundingClientRect();
  if (from === undefined) return index;
  let best = index;
  let bestDistance = Number.POSITIVE_INFINITY;
  cards.forEach((card, at) => {
    const { left, top } = card.getBoundingClientRect();
    const down = (top - from.top) * direction;
    if (down < 8) return;
    const distance = down * 4 + Math.abs(left - from.left);
    if (distance < bestDistance) [best, bestDistance] = [at, distance];
  });
  return best;
}

function monthName(month: string, language: string): string {
  if (!month.includes('-')) return month;
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
