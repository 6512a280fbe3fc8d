import { useSignal } from '@preact/signals';
import type { LayoutName } from '../../common/contract/site.ts';
import { failureText } from '../../common/failure-text.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { Toggle } from '../components/field.tsx';
import { FormProblem } from '../components/form-problem.tsx';
import { Sheet } from '../components/sheet.tsx';
import { Segments } from './segments.tsx';

/** Asks what a folder does not tell of itself: whose it is, and which of its folders hold posts. */
export function LayoutQuestionDialog() {
  const { client, site, text, overlay } = useDesk();
  const current = site.current.value;
  const question = current?.question;
  const layout = useSignal<LayoutName>(question?.programs[0] ?? 'offprint');
  const posts = useSignal<ReadonlySet<string>>(new Set());
  const problem = useSignal<string | undefined>(undefined);
  const words = text.folderKind;
  if (question === undefined) return null;

  async function answer(): Promise<void> {
    const postFolders = [...posts.value].sort();
    const answered = await client.call('site.answerLayout', { layout: layout.value, postFolders });
    if (answered.ok) overlay.close();
    else problem.value = failureText(answered.failure, text);
  }

  const programs = question.programs.map((name) => [name, words.programs[name]] as const);
  return (
    <Sheet name={words.question}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          inBackground(answer());
        }}
      >
        <p>{words.lead}</p>
        {programs.length > 1 && (
          <div class="field">
            <p>{words.whose}</p>
            <Segments
              name={words.whose}
              value={layout.value}
              choices={Object.fromEntries(programs)}
              onChange={(name) => {
                layout.value = question.programs.find((program) => program === name) ?? layout.value;
              }}
            />
          </div>
        )}
        {question.folders.length > 0 && (
          <fieldset class="field-group">
            <legend>{words.which}</legend>
            {question.folders.map(({ folder, texts }) => (
              <Toggle
                key={folder}
                label={words.folder(folder, texts)}
                isOn={posts.value.has(folder)}
                onChange={(isOn) => {
                  const next = new Set(posts.value);
                  if (isOn) next.add(folder);
                  else next.delete(folder);
                  posts.value = next;
                }}
              />
            ))}
          </fieldset>
        )}
        <FormProblem>{problem.value}</FormProblem>
        <p class="form-actions">
          <span class="hint">{words.kept}</span>
          <button type="submit" class="button primary">
            {words.answer}
          </button>
        </p>
      </form>
    </Sheet>
  );
}
