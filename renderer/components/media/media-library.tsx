import { useSignal } from '@preact/signals';
import { LayoutGrid, List, Plus } from 'lucide';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { MediaList } from '../../../common/contract/media.ts';
import { inBackground } from '../../background.ts';
import { askForFiles } from '../../pick-files.ts';
import { createMediaStore, type MediaStore } from '../../stores/media-store.ts';
import { countMedia, mediaFilters, rareFilters } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import { Icon } from '../icon.tsx';
import { Sheet } from '../sheet.tsx';
import { MediaDetails } from './media-details.tsx';
import { MediaGrid } from './media-grid.tsx';
import { MediaMarked } from './media-marked.tsx';
import { MediaSweep } from './media-sweep.tsx';
import { MediaTrash } from './media-trash.tsx';
import { MissingFiles } from './missing-files.tsx';

/** Says what was done, with the way back where there is one. */
export type SayDone = (sentence: string, undo?: () => Promise<void>) => void;

/** Every picture and file of the blog: found, looked at, renamed, replaced, thrown away and brought back. */
export function MediaLibrary() {
  const { client, memory, text, notices } = useDesk();
  const store = useMemo(
    () => createMediaStore(client, memory, (failure, name) => notices.showFailure(name ?? 'media', failure)),
    [client, memory, notices],
  );
  const said = useSignal<{ readonly sentence: string; readonly undo?: () => Promise<void> }>({ sentence: '' });
  const say: SayDone = (sentence, undo) => {
    said.value = undo === undefined ? { sentence } : { sentence, undo };
  };
  useLayoutEffect(() => {
    inBackground(store.refresh());
    return client.on('media.changed', store.refreshSoon);
  }, [client, store]);

  const list = store.list.value;
  const words = text.media;
  const { sentence, undo } = said.value;
  return (
    <Sheet name={words.name} kind="media-sheet">
      <Tools store={store} list={list} say={say} />
      <p class="media-said" role="status">
        {sentence}
        {undo !== undefined && (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              say('');
              inBackground(undo());
            }}
          >
            {words.undo}
          </button>
        )}
      </p>
      {list === undefined ? <p class="media-empty">{words.reading}</p> : <Body store={store} list={list} say={say} />}
    </Sheet>
  );
}

function Body({ store, list, say }: { readonly store: MediaStore; readonly list: MediaList; readonly say: SayDone }) {
  switch (store.filter.value) {
    case 'missing':
      return <MissingFiles store={store} missing={list.missing} say={say} />;
    case 'trash':
      return <MediaTrash store={store} say={say} />;
    case 'readers':
      return <MediaSweep items={list.items} />;
    default:
      return (
        <div class="media-body">
          <MediaGrid store={store} isEmpty={list.items.length === 0} />
          {list.items.length > 0 && (
            <div class="media-side">
              <MediaMarked store={store} />
              <MediaDetails store={store} say={say} />
            </div>
          )}
        </div>
      );
  }
}

function Tools(props: { readonly store: MediaStore; readonly list: MediaList | undefined; readonly say: SayDone }) {
  const { store, list, say } = props;
  const { text, site } = useDesk();
  const words = text.media;
  const counts =
    list === undefined ? undefined : { ...countMedia(list), trash: store.trashed.value?.length ?? 0, readers: 0 };

  const offered = mediaFilters.filter(
    (filter) => !rareFilters.has(filter) || (counts?.[filter] ?? 0) > 0 || store.filter.value === filter,
  );

  async function add(): Promise<void> {
    const files = await askForFiles({ multiple: true });
    if (files.length === 0) return;
    say(words.adding);
    const before = store.list.value?.items.length ?? 0;
    await store.add(files);
    say(words.added((store.list.value?.items.length ?? 0) - before));
  }

  return (
    <div class="media-tools">
      <input
        type="search"
        class="media-search"
        aria-label={words.search}
        placeholder={words.searchHint}
        value={store.search.value}
        onInput={(event) => store.setSearch(event.currentTarget.value)}
      />
      <div class="segments" role="radiogroup" aria-label={words.views.label}>
        {(['grid', 'list'] as const).map((kind) => (
          <label key={kind} class="segment" title={words.views[kind]}>
            <input
              type="radio"
              name="media-view"
              aria-label={words.views[kind]}
              checked={store.view.value === kind}
              onChange={() => store.setView(kind)}
            />
            <span>
              <Icon icon={kind === 'grid' ? LayoutGrid : List} />
            </span>
          </label>
        ))}
      </div>
      {site.current.value?.readOnly === undefined && (
        <button type="button" class="button" onClick={() => inBackground(add())}>
          <Icon icon={Plus} />
          {words.add}
        </button>
      )}
      <div class="segments media-filters" role="radiogroup" aria-label={words.show}>
        {offered.map((filter) => (
          <label key={filter} class="segment">
            <input
              type="radio"
              name="media-filter"
              checked={store.filter.value === filter}
              onChange={() => store.setFilter(filter)}
            />
            <span>
              {words.filters[filter]}
              {counts !== undefined && counts[filter] > 0 && <small class="media-count"> {counts[filter]}</small>}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
