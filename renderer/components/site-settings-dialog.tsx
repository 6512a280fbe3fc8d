import { useSignal } from '@preact/signals';
import { failureText } from '../../common/failure-text.ts';
import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Field } from './field.tsx';
import { Sheet } from './sheet.tsx';

/** Name, tagline, author and address of the blog. Written to its settings file when the author says so. */
export function SiteSettingsDialog() {
  const { site, text, overlay } = useDesk();
  const settings = site.current.value?.settings;
  const { title = '', tagline = '', author = '', url = '' } = settings ?? {};
  const draft = useSignal({ title, tagline, author, url });
  const problem = useSignal<string | undefined>(undefined);
  const words = text.site;

  async function save(): Promise<void> {
    const changed = await site.change(draft.value);
    if (changed.ok) overlay.close();
    else problem.value = failureText(changed.failure, text);
  }

  const field = (key: 'title' | 'tagline' | 'author' | 'url', hint?: string) => (
    <Field
      label={words[key]}
      value={draft.value[key]}
      {...(hint === undefined ? {} : { hint })}
      onChange={(value) => {
        draft.value = { ...draft.value, [key]: value };
      }}
    />
  );
  return (
    <Sheet name={words.settings}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          inBackground(save());
        }}
      >
        {field('title')}
        {field('tagline')}
        {field('author')}
        {field('url', words.urlHint)}
        {problem.value !== undefined && (
          <p class="form-problem" role="alert">
            {problem.value}
          </p>
        )}
        <p class="form-actions">
          <button type="submit" class="button primary">
            {words.save}
          </button>
        </p>
      </form>
    </Sheet>
  );
}
