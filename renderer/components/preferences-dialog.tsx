import { X } from 'lucide';
import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';

/** The author's choices for the program; each is seen at once. */
export function PreferencesDialog() {
  const { preferences, text, site } = useDesk();
  const { appearance, writingFont, writingSize, writingWidth, typographicQuotes } = preferences.current.value;
  const words = text.preferences;
  return (
    <Sheet name={words.name}>
      <Choice
        name={words.appearance}
        options={words.appearances}
        chosen={appearance}
        onChoose={(next) => inBackground(preferences.change({ appearance: next }))}
      />
      <Choice
        name={words.font}
        options={words.fonts}
        chosen={writingFont}
        onChoose={(next) => inBackground(preferences.change({ writingFont: next }))}
      />
      <Choice
        name={words.size}
        options={words.sizes}
        chosen={writingSize}
        onChoose={(next) => inBackground(preferences.change({ writingSize: next }))}
      />
      <Choice
        name={words.width}
        options={words.widths}
        chosen={writingWidth}
        onChoose={(next) => inBackground(preferences.change({ writingWidth: next }))}
      />
      <Choice
        name={words.quotes}
        options={words.quoteForms}
        chosen={typographicQuotes ? 'typographic' : 'straight'}
        onChoose={(next) => inBackground(preferences.change({ typographicQuotes: next === 'typographic' }))}
      />
      {site.current.value !== undefined && <OwnWords />}
    </Sheet>
  );
}

function Choice<Value extends string>(props: {
  readonly name: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  // Object.keys forgets the names that the type knows.
  const values = Object.keys(props.options) as Value[];
  return (
    <fieldset class="choice">
      <legend>{props.name}</legend>
      <div class="segments">
        {values.map((value) => (
          <label key={value} class="segment" data-value={value}>
            <input
              type="radio"
              name={props.name}
              checked={value === props.chosen}
              onChange={() => props.onChoose(value)}
            />
            <span>{props.options[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Words that the author said are right, each with a button that takes it out again. */
function OwnWords() {
  const { words, text, notices } = useDesk();
  const list = [...words.words.value];
  if (list.length === 0) return null;
  async function remove(word: string): Promise<void> {
    const failure = await words.remove(word);
    if (failure !== undefined) notices.showFailure('spelling', failure);
  }
  return (
    <fieldset class="choice own-words">
      <legend>{text.preferences.words}</legend>
      <ul>
        {list.map((word) => (
          <li key={word}>
            <span>{word}</span>
            <button
              type="button"
              class="icon-button small"
              aria-label={text.preferences.removeWord(word)}
              onClick={() => inBackground(remove(word))}
            >
              <Icon icon={X} />
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
