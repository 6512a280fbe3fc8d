import { Plus, Search, X } from 'lucide';
import { reasonText } from '../../common/problem-reason.ts';
import { focusTarget } from '../panes.ts';
import { listWidths } from '../stores/layout-store.ts';
import { CommandButton } from './command-button.tsx';
import { useDesk } from './desk-context.ts';
import { Divider } from './divider.tsx';
import { Icon } from './icon.tsx';
import { PostList } from './post-list.tsx';
import { SiteMenu } from './site-menu.tsx';

/** The left pane: which blog, a new post, the search, and every post. */
export function PostListPane() {
  const { list, text, site, layout } = useDesk();
  const search = list.search.value;
  const readOnly = site.current.value?.readOnly;
  return (
    <nav class="pane list-pane" data-pane="list" aria-label={text.list.region}>
      <div class="list-head">
        <SiteMenu />
        <CommandButton command="post.new" icon={Plus} class="new-post" />
      </div>
      <div class="search-field">
        <Icon icon={Search} />
        <input
          type="search"
          aria-label={text.list.search}
          placeholder={text.list.search}
          value={search}
          {...{ [focusTarget]: 'search' }}
          onInput={(event) => list.setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') list.setSearch('');
          }}
        />
        {search !== '' && (
          <button
            type="button"
            class="icon-button small"
            aria-label={text.list.clearSearch}
            onClick={() => list.setSearch('')}
          >
            <Icon icon={X} />
          </button>
        )}
      </div>
      {readOnly !== undefined && <p class="list-note">{text.site.readOnly(readOnly.holder)}</p>}
      <PostList />
      <UnreadableFiles />
      {!layout.isNarrow.value && (
        <Divider
          label={text.layout.listDivider}
          value={layout.listWidth.value}
          limits={listWidths}
          step={16}
          valueAt={(x) => x}
          onChange={layout.resizeList}
          onFold={() => layout.toggle('list')}
        />
      )}
    </nav>
  );
}

/** Files in a place for posts that cannot be posts: named with the reason, so that nothing is left out silently. */
function UnreadableFiles() {
  const { list, text } = useDesk();
  const files = list.unreadable.value;
  if (files.length === 0) return null;
  return (
    <details class="list-note unreadable">
      <summary>{text.list.unreadable(files.length)}</summary>
      <ul>
        {files.map(({ id, problem }) => (
          <li key={id}>
            <span class="unreadable-name">{id}</span>
            {reasonText(problem.reason, text)}
          </li>
        ))}
      </ul>
    </details>
  );
}
