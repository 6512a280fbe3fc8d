import type { TargetedKeyboardEvent } from 'preact';
import { readingMinutes } from '../../common/reading-time.ts';
import type { DraftSession } from '../drafts/draft-session.ts';
import { isForReading } from '../drafts/is-for-reading.ts';
import { goalProgress } from '../editor/word-goal.ts';
import { focusTarget } from '../panes.ts';
import { useDesk } from './desk-context.ts';

/** The title, and below it in one quiet line what state the post is in and how long it is. */
export function PostHead({ session }: { readonly session: DraftSession }) {
  const { text, editor, list, goals, draft } = useDesk();
  const { title } = session.matter.value;
  const { words, selectedWords } = editor.facts.value;
  const progress = goalProgress(words, goals.current.value);
  const status = list.posts.value.find(({ id }) => id === session.id)?.status ?? 'draft';

  function wordsSentence(): string {
    if (selectedWords > 0) return text.editor.wordsOf(selectedWords, words);
    return progress === undefined ? text.editor.words(words) : text.editor.wordsOfGoal(words, progress.goal);
  }

  function press(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
    const field = event.currentTarget;
    const isAtEnd = field.selectionStart === field.value.length;
    if (event.key === 'Enter' || (event.key === 'ArrowDown' && isAtEnd)) {
      event.preventDefault();
      editor.view.focus();
    }
  }

  return (
    <header class="post-head">
      <textarea
        class="title-field"
        rows={1}
        dir="auto"
        aria-label={text.editor.title}
        placeholder={text.editor.titleExample}
        value={title}
        spellcheck
        readOnly={isForReading(draft.opened.value)}
        {...{ [focusTarget]: 'title' }}
        onInput={(event) => session.changeMatter({ title: event.currentTarget.value.replace(/\s*\n\s*/g, ' ') })}
        onKeyDown={press}
      />
      <p class="post-facts">
        <span>{text.editor.status[status]}</span>
        <span>{wordsSentence()}</span>
        {words > 0 && <span>{text.editor.minutes(readingMinutes(words))}</span>}
      </p>
      {progress !== undefined && (
        <progress
          class="goal-progress"
          aria-label={text.editor.goalName}
          max={1}
          value={progress.share}
          data-reached={progress.isReached}
        />
      )}
    </header>
  );
}
