import { useId } from 'preact/hooks';
import { useDesk } from '../components/desk-context.ts';
import { Field, SelectField, Toggle } from '../components/field.tsx';
import type { BulkWish } from './bulk-wish.ts';
import { Segments } from './segments.tsx';
import { countTerms } from './terms.ts';

interface FormProps {
  readonly wish: BulkWish;
  readonly onChange: (wish: BulkWish) => void;
}

/** The fields of one kind of change. */
export function BulkForm({ wish, onChange }: FormProps) {
  if (wish.kind === 'term') return <TermFields wish={wish} onChange={onChange} />;
  return wish.kind === 'link' ? (
    <LinkFields wish={wish} onChange={onChange} />
  ) : (
    <TextFields wish={wish} onChange={onChange} />
  );
}

function TextFields({ wish, onChange }: FormProps) {
  const words = useDesk().text.bulk;
  return (
    <>
      <div class="field-pair">
        <Field label={words.find} value={wish.from} onChange={(from) => onChange({ ...wish, from })} />
        <Field label={words.replace} value={wish.to} onChange={(to) => onChange({ ...wish, to })} />
      </div>
      <div class="bulk-ways">
        <Segments
          name={words.match}
          value={wish.match}
          choices={words.matches}
          onChange={(match) => onChange({ ...wish, match })}
        />
        <Toggle
          label={words.caseSensitive}
          isOn={wish.isCaseSensitive}
          onChange={(isCaseSensitive) => onChange({ ...wish, isCaseSensitive })}
        />
      </div>
      {wish.match === 'regex' && <p class="hint">{words.regexHint}</p>}
    </>
  );
}

function TermFields({ wish, onChange }: FormProps) {
  const { text, list } = useDesk();
  const words = text.bulk;
  const id = useId();
  const terms = countTerms(list.posts.value, wish.taxonomy);
  return (
    <>
      <Segments
        name={words.taxonomy}
        value={wish.taxonomy}
        choices={words.taxonomies}
        onChange={(taxonomy) => onChange({ ...wish, taxonomy, from: '' })}
      />
      <div class="field-pair">
        <SelectField
          label={words.term[wish.taxonomy]}
          value={wish.from}
          options={[
            ['', words.chooseTerm],
            ...terms.map(({ term, posts }) => [term, words.termOption(term, posts)] as const),
          ]}
          onChange={(from) => onChange({ ...wish, from })}
        />
        {!wish.isRemoved && (
          <div class="field">
            <label for={`${id}-new`}>{words.newName}</label>
            <input
              id={`${id}-new`}
              type="text"
              list={`${id}-terms`}
              value={wish.to}
              aria-describedby={`${id}-hint`}
              onInput={(event) => onChange({ ...wish, to: event.currentTarget.value })}
            />
            <p class="hint" id={`${id}-hint`}>
              {terms.some(({ term }) => term === wish.to.trim()) ? words.mergeHint : words.newNameHint}
            </p>
          </div>
        )}
        <datalist id={`${id}-terms`}>
          {terms.map(({ term }) => (
            <option key={term} value={term} />
          ))}
        </datalist>
      </div>
      <Toggle label={words.takeOut} isOn={wish.isRemoved} onChange={(isRemoved) => onChange({ ...wish, isRemoved })} />
    </>
  );
}

function LinkFields({ wish, onChange }: FormProps) {
  const words = useDesk().text.bulk;
  return (
    <div class="field-pair">
      <Field
        label={words.oldAddress}
        hint={words.oldAddressHint}
        value={wish.from}
        example="https://old.example.org/page/"
        onChange={(from) => onChange({ ...wish, from })}
      />
      <Field
        label={words.newAddress}
        value={wish.to}
        example="https://example.org/page/"
        onChange={(to) => onChange({ ...wish, to })}
      />
    </div>
  );
}
