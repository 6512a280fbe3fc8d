import { ListFilter as FilterIcon } from 'lucide';
import { useDesk } from '../components/desk-context.ts';
import { SelectField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { usePopover } from '../components/use-popover.ts';
import { isFiltered, type ListFilter, listOrders, wholeList, yearsOf } from './list-filter.ts';
import { countTerms } from './terms.ts';

/** The button in the search field, and the panel below it that says which posts are shown and in which order. */
export function ListFilterPanel() {
  const { list, text } = useDesk();
  const { isOpen, place, toggle, close } = usePopover('select');
  const words = text.filter;

  return (
    <div
      class="list-filter"
      ref={place}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && place.current?.contains(relatedTarget) !== true) isOpen.value = false;
      }}
    >
      <button
        type="button"
        class="icon-button small"
        data-active={isFiltered(list.filter.value)}
        aria-label={isFiltered(list.filter.value) ? words.nameActive : words.name}
        aria-expanded={isOpen.value}
        onClick={toggle}
      >
        <Icon icon={FilterIcon} />
      </button>
      {isOpen.value && <Choices onClose={close} />}
    </div>
  );
}

function Choices({ onClose }: { readonly onClose: () => void }) {
  const { list, text } = useDesk();
  const words = text.filter;
  const filter = list.filter.value;
  const posts = list.posts.value;
  const change = (changed: Partial<ListFilter>): void => list.setFilter({ ...filter, ...changed });
  const terms = (taxonomy: 'tags' | 'categories') =>
    countTerms(posts, taxonomy).map(({ term, posts: count }) => [term, text.bulk.termOption(term, count)] as const);
  return (
    <section
      class="filter-panel"
      aria-label={words.name}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <SelectField
        label={words.show}
        value={filter.show}
        options={(['', 'draft', 'scheduled', 'published', 'page'] as const).map((show) => [show, words.shows[show]])}
        onChange={(show) => change({ show })}
      />
      <SelectField
        label={words.category}
        value={filter.category}
        options={[['', words.any], ...terms('categories')]}
        onChange={(category) => change({ category })}
      />
      <SelectField
        label={words.tag}
        value={filter.tag}
        options={[['', words.any], ...terms('tags')]}
        onChange={(tag) => change({ tag })}
      />
      <SelectField
        label={words.year}
        value={filter.year}
        options={[['', words.any], ...yearsOf(posts).map((year) => [year, year] as const)]}
        onChange={(year) => change({ year })}
      />
      <SelectField
        label={words.order}
        value={filter.order}
        options={listOrders.map((order) => [order, words.orders[order]])}
        onChange={(order) => change({ order })}
      />
      {isFiltered(filter) && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            // This button goes away, and the focus with it.
            onClose();
            list.setFilter(wholeList);
          }}
        >
          {words.clear}
        </button>
      )}
    </section>
  );
}
