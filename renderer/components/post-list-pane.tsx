import { Plus, Search, X } from 'lucide';
import { ListFilterPanel } from '../library/list-filter-panel.tsx';
import { UnreadableFiles } from '../library/unreadable-files.tsx';
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
  const { list, text, site, layout, overlay } = useDesk();
  const search = list.search.value;
  const { readOnly, question, layout: program = 'offprint' } = site.current.value ?? {};
  return (
    <section
      class="pane list-pane"
      data-pane="list"
      role={layout.isAlone('list') ? 'main' : 'navigation'}
      aria-label={text.list.region}
    >
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
          onFocus={() => list.prepareSearch()}
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
        <ListFilterPanel />
      </div>
      {question !== undefined && readOnly === undefined && (
        <p class="list-note">
          {text.folderKind.unclear(text.folderKind.programs[program])}{' '}
          <button type="button" class="link-button" onClick={() => overlay.show({ kind: 'layout-question' })}>
            {text.folderKind.ask}
          </button>
        </p>
      )}
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
    </section>
  );
}
