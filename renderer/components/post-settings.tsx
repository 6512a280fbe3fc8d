import { X } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PostSummary } from '../../common/post.ts';
import type { DraftSession } from '../drafts/draft-session.ts';
import { termCounts } from '../editor/tag-completion.ts';
import { SlugField } from '../library/slug-field.tsx';
import { dateForField, dateFromField, linesFromField, listFromField, textFromField } from '../matter-fields.ts';
import { CoverFields } from './cover-fields.tsx';
import { useDesk } from './desk-context.ts';
import { Field, Toggle } from './field.tsx';
import { Icon } from './icon.tsx';
import { SuggestedField } from './suggested-field.tsx';

/**
 * Everything about the post that is not its text. Slides over the preview; each change is on its way at once. It starts in its
 * first field when it is opened; when another post comes into it, the focus stays where it is, unless it was in a field that
 * went with the post that was left.
 */
export function PostSettings({ session }: { readonly session: DraftSession }) {
  const { text, overlay, list, editor } = useDesk();
  const panel = useRef<HTMLElement>(null);
  const isOpened = useRef(false);
  const words = text.postSettings;
  const summary = list.posts.value.find(({ id }) => id === session.id);
  const name = summary?.kind === 'page' ? words.pageName : words.name;

  useLayoutEffect(() => {
    const isLost = isOpened.current && document.activeElement === document.body;
    if (!isOpened.current || isLost) panel.current?.querySelector<HTMLElement>('input, textarea')?.focus();
    isOpened.current = true;
  }, [session.openedAs]);

  function close(): void {
    overlay.setPostSettings(false);
    editor.view.focus();
  }

  return (
    <section
      class="post-settings"
      ref={panel}
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header class="panel-head">
        <h2>{name}</h2>
        <button type="button" class="icon-button" aria-label={text.close} onClick={close}>
          <Icon icon={X} />
        </button>
      </header>
      <Fields key={session.openedAs} session={session} summary={summary} />
    </section>
  );
}

function Fields({ session, summary }: { readonly session: DraftSession; readonly summary: PostSummary | undefined }) {
  const { text, list } = useDesk();
  const matter = session.matter.value;
  const words = text.postSettings;

  /** What other posts say, the most used first. */
  const used = (termsOf: (post: PostSummary) => readonly string[]) =>
    termCounts(list.posts.value, termsOf).map(([term]) => term);

  return (
    <div class="panel-body">
      <SlugField session={session} slug={matter.slug ?? summary?.slug ?? ''} />
      <Field
        label={words.date}
        hint={words.dateHint}
        type="datetime-local"
        value={dateForField(matter.date)}
        onChange={(date) => session.changeMatter({ date: dateFromField(date, matter.date) })}
      />
      <Toggle
        label={words.draft}
        hint={words.draftHint}
        isOn={matter.draft}
        onChange={(draft) => session.changeMatter({ draft: draft ? true : null })}
      />
      <SuggestedField
        label={words.categories}
        hint={words.categoriesHint}
        lines={2}
        separator={'\n'}
        suggestions={used(({ matter: { categories } }) => categories)}
        value={matter.categories.join('\n')}
        onChange={(categories) => session.changeMatter({ categories: linesFromField(categories) })}
      />
      <SuggestedField
        label={words.tags}
        hint={words.tagsHint}
        separator=","
        suggestions={used(({ matter: { tags } }) => tags)}
        value={matter.tags.join(', ')}
        onChange={(tags) => session.changeMatter({ tags: listFromField(tags) })}
      />
      <Field
        label={words.description}
        hint={words.descriptionHint}
        lines={3}
        value={matter.description ?? ''}
        onChange={(description) => session.changeMatter({ description: textFromField(description) })}
      />
      <CoverFields session={session} />
      <details>
        <summary>{words.more}</summary>
        <SuggestedField
          label={words.author}
          suggestions={used(({ matter: { author } }) => oneOrNone(author))}
          value={matter.author ?? ''}
          onChange={(author) => session.changeMatter({ author: textFromField(author) })}
        />
        <SuggestedField
          label={words.language}
          suggestions={used(({ matter: { language } }) => oneOrNone(language))}
          value={matter.language ?? ''}
          example="en"
          onChange={(language) => session.changeMatter({ language: textFromField(language) })}
        />
        <SuggestedField
          label={words.series}
          suggestions={used(({ matter: { series } }) => oneOrNone(series))}
          value={matter.series ?? ''}
          onChange={(series) => session.changeMatter({ series: textFromField(series) })}
        />
        <Field
          label={words.aliases}
          hint={words.aliasesHint}
          lines={2}
          value={matter.aliases.join('\n')}
          onChange={(aliases) => session.changeMatter({ aliases: linesFromField(aliases) })}
        />
        <Toggle
          label={words.comments}
          isOn={matter.comments ?? true}
          onChange={(comments) => session.changeMatter({ comments })}
        />
      </details>
      <p class="hint file-path">
        {words.file}: {session.id}
      </p>
    </div>
  );
}

function oneOrNone(value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [value];
}
