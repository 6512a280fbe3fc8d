import { useSignal } from '@preact/signals';
import { Trash2 } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownTarget } from '../../common/contract/publish-targets.ts';
import { failureText } from '../../common/failure-text.ts';
import type { Failure, Result } from '../../common/result.ts';
import type { TargetSettings } from '../../common/site-settings.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { FormProblem } from '../components/form-problem.tsx';
import { Icon } from '../components/icon.tsx';
import { Sheet } from '../components/sheet.tsx';
import { placeKinds } from './place-fields.ts';
import { PlaceForm } from './place-form.tsx';

/** What is being edited: a place that is there, or a new one of some kind. */
type Editing = { readonly kind: TargetSettings['kind']; readonly place: ShownTarget | undefined } | undefined;

/** The places of the blog: which there are, which one Publish sends to, and the form of each. */
export function PlacesDialog({ name }: { readonly name: string | undefined }) {
  const { client, text } = useDesk();
  const words = text.places;
  /** Undefined until they were read; until then nothing can be pressed that the answer would undo. */
  const places = useSignal<readonly ShownTarget[] | undefined>(undefined);
  const list = useRef<HTMLUListElement>(null);
  const editing = useSignal<Editing>(undefined);
  const problem = useSignal<Failure | undefined>(undefined);

  useLayoutEffect(() => {
    async function read(): Promise<void> {
      const answer = await client.call('publish.targets');
      if (!answer.ok) problem.value = answer.failure;
      const found = answer.ok ? answer.value : [];
      const asked = found.find((place) => place.settings.name === name);
      if (asked !== undefined) editing.value = { kind: asked.settings.kind, place: asked };
      places.value = found;
    }
    inBackground(read());
  }, [client, name, places, editing, problem]);

  async function take(answer: Promise<Result<readonly ShownTarget[], Failure>>): Promise<void> {
    const result = await answer;
    problem.value = result.ok ? undefined : result.failure;
    if (result.ok) places.value = result.value;
  }
  const { value: edited } = editing;
  // The form that was left has gone, and the focus with it.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) list.current?.querySelector('button')?.focus();
  }, [edited]);
  if (edited !== undefined) {
    return (
      <Sheet name={edited.place?.settings.name ?? words.kinds[edited.kind]}>
        <PlaceForm
          kind={edited.kind}
          place={edited.place}
          onSaved={(saved) => {
            places.value = saved;
            editing.value = undefined;
          }}
        />
        <button
          type="button"
          class="link-button"
          onClick={() => {
            editing.value = undefined;
          }}
        >
          {words.back}
        </button>
      </Sheet>
    );
  }
  const { value: known } = places;
  if (known === undefined) return <Sheet name={words.name}>{null}</Sheet>;
  return (
    <Sheet name={words.name}>
      {known.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="places" ref={list}>
        {known.map((place, index) => (
          <PlaceRow
            key={place.settings.name}
            place={place}
            isFirst={index === 0}
            onEdit={() => {
              editing.value = { kind: place.settings.kind, place };
            }}
            onFirst={() => {
              inBackground(take(client.call('publish.saveTarget', { settings: place.settings, isFirst: true })));
            }}
            onRemove={() => {
              inBackground(take(client.call('publish.removeTarget', { name: place.settings.name })));
            }}
          />
        ))}
      </ul>
      {problem.value !== undefined && <FormProblem>{failureText(problem.value, text)}</FormProblem>}
      <h3 class="places-add">{words.add}</h3>
      <p class="place-kinds">
        {placeKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            class="button"
            onClick={() => {
              editing.value = { kind, place: undefined };
            }}
          >
            {words.kinds[kind]}
          </button>
        ))}
      </p>
    </Sheet>
  );
}

function PlaceRow(props: {
  readonly place: ShownTarget;
  readonly isFirst: boolean;
  readonly onEdit: () => void;
  readonly onFirst: () => void;
  readonly onRemove: () => void;
}) {
  const { text } = useDesk();
  const words = text.places;
  const { settings, secret } = props.place;
  return (
    <li>
      <button type="button" class="place-name" title={words.edit(settings.name)} onClick={props.onEdit}>
        <span>{settings.name}</span>
        <span class="quiet">{words.kinds[settings.kind]}</span>
        {secret === 'missing' && <span class="place-missing">{words.secretMissing}</span>}
      </button>
      {props.isFirst ? (
        <span class="quiet">{words.isFirst}</span>
      ) : (
        <button type="button" class="link-button" onClick={props.onFirst}>
          {words.makeFirst(settings.name)}
        </button>
      )}
      <button type="button" class="icon-button" aria-label={words.remove(settings.name)} onClick={props.onRemove}>
        <Icon icon={Trash2} />
      </button>
    </li>
  );
}
