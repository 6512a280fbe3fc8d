import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { failureText } from '../../common/failure-text.ts';
import { isUntitled, slugFromTitle } from '../../common/slug.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import type { DraftSession } from '../drafts/draft-session.ts';

/**
 * The last part of the post's address. It takes effect when the author has finished with it, not letter by letter: the file
 * moves then, and a published post's old address leads on.
 */
export function SlugField({ session, slug }: { readonly session: DraftSession; readonly slug: string }) {
  const { client, text, draft } = useDesk();
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const words = text.postSettings;
  const { title, draft: isDraft } = session.matter.value;
  const coming = isDraft && isUntitled(slug) ? slugFromTitle(title) : '';

  async function rename(): Promise<void> {
    const wanted = typed.value?.trim();
    typed.value = undefined;
    problem.value = undefined;
    if (wanted === undefined || wanted === '' || wanted === slug) return;
    await draft.save();
    const renamed = await client.call('posts.rename', { id: session.id, slug: wanted });
    if (!renamed.ok) {
      // What was typed meanwhile is newer.
      typed.value ??= wanted;
      problem.value = failureText(renamed.failure, text);
    }
  }

  return (
    <div class="field">
      <label for={id}>{words.slug}</label>
      <input
        id={id}
        type="text"
        value={typed.value ?? (coming === '' ? slug : '')}
        placeholder={coming}
        aria-describedby={`${id}-hint`}
        aria-invalid={problem.value !== undefined}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onBlur={() => inBackground(rename())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') inBackground(rename());
        }}
      />
      {problem.value === undefined ? (
        <p class="hint" id={`${id}-hint`}>
          {coming === '' ? words.slugHint : words.slugComing}
        </p>
      ) : (
        <p class="form-problem" id={`${id}-hint`} role="alert">
          {problem.value}
        </p>
      )}
    </div>
  );
}
