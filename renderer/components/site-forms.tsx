import { useSignal } from '@preact/signals';
import { ok } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Field } from './field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useFirstFocus } from './use-first-focus.ts';

/** Asks for the name and the folder of a new blog. */
export function NewBlogForm(props: {
  readonly onBack: () => void;
  readonly onCreate: (folder: string, title: string) => void;
}) {
  const { text, client } = useDesk();
  const title = useSignal('');
  const folder = useSignal('');
  /** The folder that goes with the name, shown until the author says another. */
  const suggested = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  const words = text.first;

  async function suggest(): Promise<void> {
    const name = title.value.trim();
    const answer = name === '' ? ok('') : await client.call('site.suggestFolder', { title: name.slice(0, 300) });
    if (answer.ok && name === title.value.trim()) suggested.value = answer.value;
  }

  async function submit(): Promise<void> {
    problem.value = undefined;
    // Enter may come before the answer to the last letter.
    await suggest();
    const place = folder.value.trim() || suggested.value;
    if (title.value.trim() === '') problem.value = words.nameMissing;
    else if (place === '') problem.value = words.folderMissing;
    else props.onCreate(place, title.value.trim());
  }

  return (
    <SiteForm
      submitLabel={words.create}
      problem={problem.value}
      onBack={props.onBack}
      onSubmit={() => inBackground(submit())}
    >
      <Field
        label={words.blogName}
        example={words.blogNameExample}
        value={title.value}
        onChange={(value) => {
          title.value = value;
          inBackground(suggest());
        }}
      />
      <FolderField
        hint={words.newFolderHint}
        dialogTitle={words.chooseNewFolder}
        folder={folder}
        suggested={suggested.value}
      />
    </SiteForm>
  );
}

/** Asks for the path of a folder, where the system has no dialog for it. */
export function OpenFolderForm(props: { readonly onBack: () => void; readonly onOpen: (folder: string) => void }) {
  const { text } = useDesk();
  const folder = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  const words = text.first;

  function submit(): void {
    problem.value = folder.value.trim() === '' ? words.folderMissing : undefined;
    if (problem.value === undefined) props.onOpen(folder.value.trim());
  }

  return (
    <SiteForm submitLabel={words.openIt} problem={problem.value} onBack={props.onBack} onSubmit={submit}>
      <FolderField hint={words.folderExample} dialogTitle={words.openTitle} folder={folder} />
    </SiteForm>
  );
}

function FolderField(props: {
  readonly hint: string;
  readonly dialogTitle: string;
  readonly folder: { value: string };
  /** Stands there as long as the author has said none. */
  readonly suggested?: string;
}) {
  const { text, description, client } = useDesk();

  async function pick(): Promise<void> {
    const picked = await client.call('host.pickFolder', { title: props.dialogTitle });
    if (picked.ok && picked.value !== undefined) props.folder.value = picked.value;
  }

  return (
    <div class="folder-field">
      <Field
        label={text.first.folder}
        hint={props.hint}
        value={props.folder.value || (props.suggested ?? '')}
        onChange={(value) => {
          props.folder.value = value;
        }}
      />
      {description.capabilities.nativeDialogs && (
        <button type="button" class="button" onClick={() => inBackground(pick())}>
          {text.first.chooseFolder}
        </button>
      )}
    </div>
  );
}

function SiteForm(props: {
  readonly submitLabel: string;
  readonly problem: string | undefined;
  readonly onBack: () => void;
  readonly onSubmit: () => void;
  readonly children: preact.ComponentChildren;
}) {
  const { text } = useDesk();
  const form = useFirstFocus<HTMLFormElement>();
  return (
    <form
      class="site-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
      <FormProblem>{props.problem}</FormProblem>
      <p class="form-actions">
        <button type="button" class="button" onClick={props.onBack}>
          {text.first.back}
        </button>
        <button type="submit" class="button primary">
          {props.submitLabel}
        </button>
      </p>
    </form>
  );
}
