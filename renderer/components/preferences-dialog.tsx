import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Sheet } from './sheet.tsx';

/** The author's choices for the program; each is seen at once. */
export function PreferencesDialog() {
  const { preferences, text } = useDesk();
  const { appearance, writingFont, writingSize } = preferences.current.value;
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
