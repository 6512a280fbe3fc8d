import { useSignal } from '@preact/signals';
import type { ImportSurvey } from '../../common/contract/import.ts';
import { useDesk } from '../components/desk-context.ts';
import { Field, Toggle } from '../components/field.tsx';
import { FormProblem } from '../components/form-problem.tsx';
import { useFirstFocus } from '../components/use-first-focus.ts';
import type { MoveInWishes } from './move-in.ts';

/** Says what was found, and asks where it goes and whether missing pictures are fetched. */
export function ChooseTarget(props: {
  readonly survey: ImportSurvey;
  /** The blog that is open, if any: a report can be wanted for it again. */
  readonly openFolder: string | undefined;
  readonly onBack: () => void;
  readonly onStart: (wishes: MoveInWishes) => void;
}) {
  const { text } = useDesk();
  const { survey } = props;
  const folder = useSignal(survey.suggestedFolder);
  const mediaFolder = useSignal('');
  const fetchMedia = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const form = useFirstFocus<HTMLFormElement>();
  const words = text.moving;
  const takesPictures = survey.kind === 'wordpress' || survey.kind === 'ghost' || survey.kind === 'medium';

  function submit(): void {
    problem.value = folder.value.trim() === '' ? words.targetMissing : undefined;
    if (problem.value !== undefined) return;
    props.onStart({ folder: folder.value.trim(), mediaFolder: mediaFolder.value.trim(), fetchMedia: fetchMedia.value });
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
      <section class="found-blog">
        <h3>{survey.title || words.untitled}</h3>
        <p class="quiet">{words.kinds[survey.kind]}</p>
        <p>{words.found(survey.posts, survey.pages, survey.comments, survey.media)}</p>
        {survey.mediaFolder !== undefined && <p class="quiet">{words.picturesFound(survey.mediaFolder)}</p>}
      </section>
      <Field
        label={words.target}
        hint={words.targetHint}
        value={folder.value}
        onChange={(value) => {
          folder.value = value;
        }}
      />
      {takesPictures && survey.kind === 'wordpress' && survey.mediaFolder === undefined && (
        <Field
          label={words.pictures}
          hint={words.picturesHint}
          value={mediaFolder.value}
          onChange={(value) => {
            mediaFolder.value = value;
          }}
        />
      )}
      {takesPictures && (
        <Toggle
          label={words.fetch}
          hint={words.fetchHint}
          isOn={fetchMedia.value}
          onChange={(isOn) => {
            fetchMedia.value = isOn;
          }}
        />
      )}
      <FormProblem>{problem.value}</FormProblem>
      <p class="form-actions">
        <button type="button" class="button" onClick={props.onBack}>
          {words.again}
        </button>
        <button type="submit" class="button primary">
          {words.start}
        </button>
      </p>
    </form>
  );
}
