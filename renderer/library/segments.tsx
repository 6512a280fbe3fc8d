/** One of a few choices, side by side. */
export function Segments<Choice extends string>(props: {
  readonly name: string;
  readonly value: Choice;
  readonly choices: Readonly<Partial<Record<Choice, string>>>;
  readonly onChange: (choice: Choice) => void;
}) {
  // The keys of `choices` are the choices; `Object.keys` only forgets it.
  const choices = Object.keys(props.choices) as Choice[];
  return (
    <fieldset class="segments" aria-label={props.name}>
      {choices.map((choice) => (
        <label key={choice} class="segment">
          <input
            type="radio"
            name={props.name}
            checked={choice === props.value}
            onChange={() => props.onChange(choice)}
          />
          <span>{props.choices[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
