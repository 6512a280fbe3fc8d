import { useSignal } from '@preact/signals';
import { useDesk } from '../components/desk-context.ts';
import { Field } from '../components/field.tsx';
import { FormProblem } from '../components/form-problem.tsx';
import { useFirstFocus } from '../components/use-first-focus.ts';
import { FolderBrowser } from './folder-browser.tsx';

/** Asks what to bring in: by its path, or by walking through the folders of this computer. */
export function ChooseSource({ onChoose }: { readonly onChoose: (source: string) => void }) {
  const { text } = useDesk();
  const source = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  const form = useFirstFocus<HTMLFormElement>();
  const words = text.moving;

  function submit(): void {
    problem.value = source.value.trim() === '' ? words.sourceMissing : undefined;
    if (problem.value === undefined) onChoose(source.value.trim());
  }

  return (
    <form
      class="site-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p class="lead quiet">{words.lead}</p>
      <Field
        label={words.source}
        hint={words.sourceHint}
        value={source.value}
        onChange={(value) => {
          source.value = value;
        }}
      />
      <FolderBrowser
        onPick={(path) => {
          source.value = path;
          onChoose(path);
        }}
      />
      <FormProblem>{problem.value}</FormProblem>
      <p class="form-actions">
        <button type="submit" class="button primary">
          {words.look}
        </button>
      </p>
    </form>
  );
}
