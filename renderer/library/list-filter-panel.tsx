import { ListFilter as FilterIcon } from 'lucide';
import { useId } from 'preact/hooks';
import { useDesk } from '../components/desk-context.ts';
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
      <Choice
        label={words.show}
        value={filter.show}
        options={(['', 'draft', 'scheduled', 'published', 'page'] as const).map((show) => [show, words.shows[show]])}
        onChange={(show) => change({ show })}
      />
      <Choice
        label={words.category}
        value={filter.category}
        options={[['', words.any], ...terms('categories')]}
        onChange={(category) => change({ category })}
      />
      <Choice
        label={words.tag}
        value={filter.tag}
        options={[['', words.any], ...terms('tags')]}
        onChange={(tag) => change({ tag })}
      />
      <Choice
        label={words.year}
        value={filter.year}
        options={[['', words.any], ...yearsOf(posts).map((year) => [year, year] as const)]}
        onChange={(year) => change({ year })}
      />
      <Choice
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

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <>
      <label for={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find(([value]) => value === event.currentTarget.value);
          if (chosen !== undefined) props.onChange(chosen[0]);
        }}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}
