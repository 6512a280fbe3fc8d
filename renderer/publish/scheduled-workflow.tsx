import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ShownWorkflow } from '../../common/contract/scheduled-workflow.ts';
import { failureText } from '../../common/failure-text.ts';
import type { Failure, Result } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { FormProblem } from '../components/form-problem.tsx';

/** How the host of a place makes posts live when their date comes: shown whole before anything is written. */
export function ScheduledWorkflow({ target }: { readonly target: string }) {
  const { client, text } = useDesk();
  const words = text.places.schedule;
  const workflow = useSignal<ShownWorkflow | undefined>(undefined);
  const problem = useSignal<Failure | undefined>(undefined);

  async function take(answer: Promise<Result<ShownWorkflow | undefined, Failure>>): Promise<void> {
    const result = await answer;
    problem.value = result.ok ? undefined : result.failure;
    if (result.ok) workflow.value = result.value;
  }
  useEffect(() => {
    inBackground(take(client.call('publish.workflow', { target })));
  }, [client, target]);

  const { value: shown } = workflow;
  if (shown === undefined) return null;
  return (
    <details class="place-schedule">
      <summary>{words.name}</summary>
      <p>{explanation(shown, words)}</p>
      {shown.kind === 'file' && (
        <p>
          <code>{shown.file}</code>
        </p>
      )}
      <pre>{shown.text}</pre>
      <p class="form-actions">
        {shown.kind === 'by-hand' && <CopyButton text={shown.text} />}
        {shown.kind === 'file' && shown.state === 'absent' && (
          <button
            type="button"
            class="button"
            onClick={() => inBackground(take(client.call('publish.writeWorkflow', { target })))}
          >
            {words.write}
          </button>
        )}
        {shown.kind === 'file' && shown.state === 'written' && (
          <button
            type="button"
            class="button"
            onClick={() => inBackground(take(client.call('publish.removeWorkflow', { target })))}
          >
            {words.remove}
          </button>
        )}
      </p>
      {problem.value !== undefined && <FormProblem>{failureText(problem.value, text)}</FormProblem>}
    </details>
  );
}

function explanation(shown: ShownWorkflow, words: ReturnType<typeof useDesk>['text']['places']['schedule']): string {
  if (shown.kind === 'by-hand') return shown.host === 'gitlab' ? words.gitlab : words.byHand(shown.file);
  return shown.state === 'absent' ? words.absent : words[shown.state](shown.file);
}

function CopyButton({ text: copied }: { readonly text: string }) {
  const { text } = useDesk();
  const words = text.places.schedule;
  const isCopied = useSignal(false);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(copied);
    isCopied.value = true;
  }
  return (
    <button type="button" class="button" onClick={() => inBackground(copy())}>
      {isCopied.value ? words.copied : words.copy}
    </button>
  );
}
