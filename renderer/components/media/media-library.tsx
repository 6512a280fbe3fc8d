import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { inBackground } from '../../background.ts';
import { createMediaStore } from '../../stores/media-store.ts';
import { countMedia, mediaFilters } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import { Sheet } from '../sheet.tsx';
import { MediaDetails } from './media-details.tsx';
import { MediaGrid } from './media-grid.tsx';
import { MissingFiles } from './missing-files.tsx';

/** Every picture and file of the blog: found, looked at, renamed, replaced, thrown away. */
export function MediaLibrary() {
  const { client, text, notices } = useDesk();
  const store = useMemo(
    () => createMediaStore(client, (failure) => notices.showFailure('media', failure)),
    [client, notices],
  );
  const said = useSignal('');
  useEffect(() => inBackground(store.refresh()), [store]);

  const list = store.list.value;
  const counts = list === undefined ? undefined : countMedia(list);
  const words = text.media;
  return (
    <Sheet name={words.name} kind="media-sheet">
      <div class="media-tools">
        <input
          type="search"
          class="media-search"
          aria-label={words.search}
          placeholder={words.searchHint}
          value={store.search.value}
          onInput={(event) => store.setSearch(event.currentTarget.value)}
        />
        <div class="segments" role="radiogroup" aria-label={words.show}>
          {mediaFilters.map((filter) => (
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
      <p class="media-said" role="status">
        {said.value}
      </p>
      {list === undefined ? (
        <p class="media-empty">{words.reading}</p>
      ) : store.filter.value === 'missing' ? (
        <MissingFiles store={store} missing={list.missing} say={(sentence) => (said.value = sentence)} />
      ) : (
        <div class="media-body">
          <MediaGrid store={store} isEmpty={list.items.length === 0} />
          <MediaDetails store={store} say={(sentence) => (said.value = sentence)} />
        </div>
      )}
    </Sheet>
  );
}
