import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { inBackground } from '../background.ts';
import { isFiltered, wholeList } from '../library/list-filter.ts';
import { focusTarget } from '../panes.ts';
import type { ListRow } from '../stores/list-rows.ts';
import { useDesk } from './desk-context.ts';
import { rowOffsets, visibleRows } from './list-window.ts';
import { GroupRow, PostRow } from './post-rows.tsx';

/** Every post, in groups. Only the rows that can be seen are drawn, so that ten thousand posts scroll like ten. */
export function PostList() {
  const { list, draft, tabs, layout, text, commands } = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useSignal({ top: 0, height: 800 });
  const active = useSignal<string | undefined>(undefined);
  /** The row that is reached by key gets the focus as soon as it is drawn, before the next key. */
  const isFocusWanted = useRef(false);
  const rows = list.rows.value;
  const offsets = useMemo(() => rowOffsets(rows), [rows]);
  const openId = draft.session.value?.id;
  const isEmpty = rows.length === 0;

  // A list that was empty has another scroller, which begins at the top.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      scroll.value = { top: element.scrollTop, height: element.clientHeight };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroll, isEmpty]);

  useLayoutEffect(() => {
    if (isFocusWanted.current) scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    isFocusWanted.current = false;
  });

  const activeIndex = indexOf(rows, active.value ?? openId);
  const { first, end } = visibleRows(offsets, scroll.value.top, scroll.value.height);
  const drawn = rows.map((_, index) => index).slice(first, end);
  if (activeIndex < first || activeIndex >= end) drawn.push(activeIndex);

  /** With Control or Command, or the middle button, a post gets a tab of its own. */
  function open(row: ListRow, inNewTab: boolean): void {
    active.value = keyOf(row);
    if (row.kind === 'group') list.toggleGroup(row.group);
    else {
      inBackground(inNewTab ? tabs.openInNew(row.post.id) : draft.open(row.post.id));
      layout.reveal('editor');
    }
  }

  function moveTo(index: number): void {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    const element = scroller.current;
    if (row === undefined || element === null) return;
    const key = keyOf(row);
    isFocusWanted.current = key !== active.value;
    active.value = key;
    const top = offsets[rows.indexOf(row)] ?? 0;
    const bottom = offsets[rows.indexOf(row) + 1] ?? top;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    if (!isFocusWanted.current) element.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const page = Math.max(1, Math.floor(scroll.value.height / 56) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: rows.length - 1,
    };
    const index = steps[event.key];
    if (index !== undefined) moveTo(index);
    else if (event.key === 'Delete' && openId !== undefined && keyOf(rows[activeIndex]) === openId)
      commands.run('post.trash');
    else return;
    event.preventDefault();
  }

  if (isEmpty) return <EmptyList />;
  return (
    <div
      class="list-scroller"
      ref={scroller}
      onScroll={(event) => {
        scroll.value = { top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight };
      }}
    >
      <ul
        class="post-list"
        aria-label={text.list.name}
        aria-busy={list.isSearching.value}
        style={{ height: `${offsets[rows.length]}px` }}
        onKeyDown={press}
      >
        {drawn.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const shared = {
            top: offsets[index] ?? 0,
            isReachable: index === activeIndex,
            onOpen: (inNewTab: boolean) => open(row, inNewTab),
          };
          return row.kind === 'group' ? (
            <GroupRow key={row.group} row={row} {...shared} />
          ) : (
            <PostRow
              key={row.post.id}
              post={row.post}
              group={row.group}
              isOpen={row.post.id === openId}
              snippet={row.snippet}
              {...shared}
            />
          );
        })}
      </ul>
    </div>
  );
}

function EmptyList() {
  const { list, text, commands } = useDesk();
  if (!list.isKnown.value) return <p class="list-empty">{text.list.loading}</p>;
  // Nobody is told that nothing was found before all texts were looked through.
  if (list.isSearching.value) return <p class="list-empty" aria-busy="true" />;
  if (list.search.value.trim() !== '') return <p class="list-empty">{text.list.noMatch(list.search.value.trim())}</p>;
  if (isFiltered(list.filter.value)) {
    return (
      <div class="list-empty">
        <p>{text.filter.noMatch}</p>
        <button type="button" class="button" onClick={() => list.setFilter(wholeList)}>
          {text.filter.clear}
        </button>
      </div>
    );
  }
  return (
    <div class="list-empty">
      <p>{text.list.empty}</p>
      <button type="button" class="button" {...{ [focusTarget]: 'list' }} onClick={() => commands.run('post.new')}>
        {text.list.writeFirst}
      </button>
    </div>
  );
}

function keyOf(row: ListRow | undefined): string | undefined {
  return row?.kind === 'post' ? row.post.id : row?.group;
}

/** The row with this key; the first post where there is none. */
function indexOf(rows: readonly ListRow[], key: string | undefined): number {
  const found = key === undefined ? -1 : rows.findIndex((row) => keyOf(row) === key);
  return found >= 0
    ? found
    : Math.max(
        0,
        rows.findIndex((row) => row.kind === 'post'),
      );
}
