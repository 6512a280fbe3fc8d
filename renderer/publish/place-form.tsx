import { useSignal } from '@preact/signals';
import type { ShownTarget } from '../../common/contract/publish-targets.ts';
import type { Failure } from '../../common/result.ts';
import type { TargetSettings } from '../../common/site-settings.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { Field, Toggle } from '../components/field.tsx';
import { useFirstFocus } from '../components/use-first-focus.ts';
import { isRefused } from './is-refused.ts';
import { placeFields, placeInput, tickedFields } from './place-fields.ts';
import { CopyReport, FailureSentence } from './refusal.tsx';
import { ScheduledWorkflow } from './scheduled-workflow.tsx';

/** What the form says about the last thing it was asked to do. */
type Outcome = { readonly kind: 'testing' | 'tested' } | { readonly kind: 'failed'; readonly failure: Failure };

/** The settings of one place. Nothing is written before Save; the test does what a publish does, once and small. */
export function PlaceForm(props: {
  readonly kind: TargetSettings['kind'];
  /** The place to change; a new one when undefined. */
  readonly place: ShownTarget | undefined;
  readonly onSaved: (places: readonly ShownTarget[]) => void;
}) {
  const { client, text, description } = useDesk();
  const words = text.places;
  const { usual, more, hasSecret } = placeFields[props.kind];
  const values = useSignal<Readonly<Record<string, string>>>(textsOf(props.place?.settings, props.kind));
  const secret = useSignal('');
  const form = useFirstFocus<HTMLFormElement>();
  const outcome = useSignal<Outcome | undefined>(undefined);
  const argument = () => ({
    settings: placeInput(values.value),
    ...(secret.value === '' ? {} : { secret: secret.value }),
  });

  async function test(): Promise<void> {
    const testing: Outcome = { kind: 'testing' };
    outcome.value = testing;
    const tested = await client.call('publish.testTarget', argument());
    // A later test, of what was typed since, may have answered already.
    if (outcome.value !== testing) return;
    outcome.value = tested.ok ? { kind: 'tested' } : { kind: 'failed', failure: tested.failure };
  }
  async function save(): Promise<void> {
    const saved = await client.call('publish.saveTarget', argument());
    if (saved.ok) props.onSaved(saved.value);
    else outcome.value = { kind: 'failed', failure: saved.failure };
  }
  const set = (key: string, value: string) => {
    values.value = { ...values.value, [key]: value };
  };
  const field = (key: string) =>
    tickedFields.has(key) ? (
      <Toggle
        key={key}
        label={words.fields[key] ?? key}
        isOn={values.value[key] === 'true'}
        {...optional('hint', words.hints[key])}
        onChange={(isOn) => set(key, String(isOn))}
      />
    ) : (
      <Field
        key={key}
        label={words.fields[key] ?? key}
        value={values.value[key] ?? ''}
        {...optional('hint', words.hints[`${props.kind}.${key}`] ?? words.hints[key])}
        {...optional('example', words.examples[key])}
        onChange={(value) => set(key, value)}
      />
    );
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        inBackground(save());
      }}
    >
      {props.place === undefined && field('name')}
      {usual.map(field)}
      {hasSecret && (
        <SecretField
          label={words.secrets[props.kind] ?? ''}
          hint={description.capabilities.keychain ? words.secretHint : words.secretForNow}
          value={secret.value}
          onChange={(value) => {
            secret.value = value;
          }}
        />
      )}
      {more.length > 0 && (
        <details open={more.some((key) => (values.value[key] ?? '') !== '')}>
          <summary>{words.more}</summary>
          <div class="place-more">{more.map(field)}</div>
        </details>
      )}
      {props.place !== undefined && props.kind === 'git-source' && (
        <ScheduledWorkflow target={props.place.settings.name} />
      )}
      <OutcomeLine outcome={outcome.value} onTrust={(fingerprint) => set('hostKey', fingerprint)} />
      <p class="form-actions">
        <button type="button" class="button" onClick={() => inBackground(test())}>
          {words.test}
        </button>
        <button type="submit" class="button primary">
          {words.save}
        </button>
      </p>
    </form>
  );
}

function OutcomeLine(props: {
  readonly outcome: Outcome | undefined;
  readonly onTrust: (fingerprint: string) => void;
}) {
  const { text } = useDesk();
  const { outcome } = props;
  if (outcome === undefined) return <p role="status" />;
  if (outcome.kind !== 'failed') return <p role="status">{text.places[outcome.kind]}</p>;
  const { failure } = outcome;
  const fingerprint = isRefused(failure) ? failure.fingerprint : undefined;
  return (
    <div class="form-problem" role="alert">
      <p>
        <FailureSentence failure={failure} />
      </p>
      {fingerprint !== undefined && (
        <p>
          <button type="button" class="button" onClick={() => props.onTrust(fingerprint)}>
            {text.places.trust}
          </button>
        </p>
      )}
      {isRefused(failure) && <CopyReport failure={failure} />}
    </div>
  );
}

function SecretField(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <div class="field">
      <label for="place-secret">{props.label}</label>
      <input
        id="place-secret"
        type="password"
        autoComplete="off"
        aria-describedby="place-secret-hint"
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <p class="hint" id="place-secret-hint">
        {props.hint}
      </p>
    </div>
  );
}

function textsOf(settings: TargetSettings | undefined, kind: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings ?? { kind }).map(([key, value]) => [key, String(value)]));
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [Name in Key]?: string } {
  // One key with one text; the compiler widens computed keys.
  return (value === undefined ? {} : { [key]: value }) as { readonly [Name in Key]?: string };
}
