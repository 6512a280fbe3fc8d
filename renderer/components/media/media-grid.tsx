import { FileArchive, FileAudio, FileText, FileVideo } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { MediaEntry } from '../../../common/contract/media.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import { Icon } from '../icon.tsx';

const icons = { audio: FileAudio, video: FileVideo, document: FileText };

/** The files as cards, by month. Arrow keys move between them; the one that is chosen is shown beside. */
export function MediaGrid({ store, isEmpty }: { readonly store: MediaStore; readonly isEmpty: boolean }) {
  const { text } = useDesk();
  const place = useRef<HTMLDivElement>(null);
  const months = store.months.value;
  const all = months.flatMap(({ items }) => items);
  const active = all.find(({ path }) => path === store.chosen.value?.path) ?? all[0];

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const cards = [...(place.current?.querySelectorAll<HTMLElement>('.media-card') ?? [])];
    const index = cards.findIndex((card) => card.matches(':focus'));
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: below(cards, index, 1),
      ArrowUp: below(cards, index, -1),
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
          <ul class="media-grid">
            {items.map((item) => (
              <li key={item.path}>
                <Card item={item} isActive={item === active} store={store} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card({
  item,
  isActive,
  store,
}: {
  readonly item: MediaEntry;
  readonly isActive: boolean;
  readonly store: MediaStore;
}) {
  const { description, text } = useDesk();
  const name = nameOf(item.path);
  const needsWords = item.uses.some(({ problem }) => problem !== undefined);
  return (
    <button
      type="button"
      class="media-card"
      tabIndex={isActive ? 0 : -1}
      aria-pressed={store.chosen.value?.path === item.path}
      onClick={() => store.choose(item.path)}
    >
      <span class="media-thumb">
        {item.kind === 'image' ? (
          <img src={smallAddress(description.resourceBase, item)} alt="" loading="lazy" decoding="async" />
        ) : (
          <Icon icon={item.type === 'application/zip' ? FileArchive : icons[item.kind]} />
        )}
      </span>
      <span class="media-name">{name}</span>
      {item.uses.length === 0 && <span class="media-tag">{text.media.filters.unused}</span>}
      {needsWords && <span class="media-tag">{text.media.filters.words}</span>}
    </button>
  );
}

/** Where the smallest published form of a picture is served; what stands behind the path tells a changed one from the old. */
export function smallAddress(resourceBase: string, { path, size, changedMs, edit }: MediaEntry): string {
  const address = `${resourceBase}preview/small/${path.split('/').map(encodeURIComponent).join('/')}`;
  return `${new URL(address, document.baseURI).href}?${size}-${Math.round(changedMs)}-${encodeURIComponent(JSON.stringify(edit ?? 0))}`;
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
