import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { SearchSnippet } from '../../common/contract/search.ts';
import type { PostSummary } from '../../common/post.ts';
import { shortDate } from '../dates.ts';
import { focusTarget } from '../panes.ts';
import type { GroupName, ListRow } from '../stores/list-rows.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

interface RowPlace {
  /** In CSS pixels from the start of the list. */
  readonly top: number;
  /** True for the one row that Tab reaches. */
  readonly isReachable: boolean;
  readonly onOpen: (inNewTab: boolean) => void;
}

/** The name of a group with the number of its posts; pressing it folds the group. */
export function GroupRow({ row, top, isReachable, onOpen }: RowPlace & { readonly row: ListRow & { kind: 'group' } }) {
  const { text } = useDesk();
  return (
    <li class="group-row" style={{ transform: `translateY(${top}px)` }}>
      <h2>
        <button
          type="button"
          tabIndex={isReachable ? 0 : -1}
          {...(isReachable ? { [focusTarget]: 'list' } : {})}
          aria-expanded={!row.isFolded}
          onClick={() => onOpen(false)}
        >
          <Icon icon={row.isFolded ? ChevronRight : ChevronDown} />
          <span class="group-name">
            {row.searchedFor === undefined ? text.list.groups[row.group] : text.list.foundInstead(row.searchedFor)}
          </span>
          <span class="group-count">{row.count.toLocaleString()}</span>
        </button>
      </h2>
    </li>
  );
}

/** A post: its title, and in one quiet line its date and what it is about. */
export function PostRow({
  post,
  group,
  isOpen,
  snippet,
  top,
  isReachable,
  onOpen,
}: RowPlace & {
  readonly post: PostSummary;
  readonly group: GroupName;
  readonly isOpen: boolean;
  readonly snippet: SearchSnippet | undefined;
}) {
  const { text, draft } = useDesk();
  const live = isOpen ? draft.session.value?.matter.value.title : undefined;
  const title = live ?? post.matter.title;
  const date = shortDate(group === 'draft' ? post.changedMs : (post.dateMs ?? post.changedMs));
  const about = post.matter.tags[0] ?? post.matter.categories[0] ?? post.excerpt;
  return (
    <li class="post-row" style={{ transform: `translateY(${top}px)` }}>
      <button
        type="button"
        tabIndex={isReachable ? 0 : -1}
        {...(isReachable ? { [focusTarget]: 'list' } : {})}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => onOpen(event.ctrlKey || event.metaKey)}
        onAuxClick={(event) => {
          if (event.button === 1) onOpen(true);
        }}
      >
        <span class={title === '' ? 'row-title untitled' : 'row-title'} dir="auto">
          {title === '' ? text.list.untitled : title}
        </span>
        <span class="row-about">
          {post.problem !== undefined && (
            <span class="row-problem">
              <Icon icon={TriangleAlert} />
              {text.list.problem}
            </span>
          )}
          {snippet === undefined && <span class="row-date">{date}</span>}
          {snippet === undefined && about !== '' && <span class="row-topic">{about}</span>}
          {snippet !== undefined && <Snippet snippet={snippet} />}
        </span>
      </button>
    </li>
  );
}

/** Words of the text around what was searched for, which is marked. */
function Snippet({ snippet }: { readonly snippet: SearchSnippet }) {
  const parts: ComponentChildren[] = [];
  let done = 0;
  for (const { from, to } of snippet.marks) {
    parts.push(snippet.text.slice(done, from), <mark key={from}>{snippet.text.slice(from, to)}</mark>);
    done = to;
  }
  return (
    <span class="row-topic" dir="auto">
      {parts}
      {snippet.text.slice(done)}
    </span>
  );
}
