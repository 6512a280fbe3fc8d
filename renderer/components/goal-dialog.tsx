import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { readGoal } from '../editor/word-goal.ts';
import { useDesk } from './desk-context.ts';
import { Field } from './field.tsx';
import { Sheet } from './sheet.tsx';

/** Asks how many words the post is to have. */
export function GoalDialog() {
  const { text, goals, overlay } = useDesk();
  const typed = useSignal(goals.current.value?.toString() ?? '');
  const form = useRef<HTMLFormElement>(null);
  const words = text.editor;

  // The sheet is open by now.
  useLayoutEffect(() => {
    form.current?.querySelector('input')?.select();
  }, []);
  return (
    <Sheet name={words.goalName}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          goals.set(readGoal(typed.value));
          overlay.close();
        }}
      >
        <Field
          label={words.goalLabel}
          hint={words.goalHint}
          value={typed.value}
          example="1,200"
          onChange={(value) => {
            typed.value = value;
          }}
        />
        <div class="form-actions">
          <button type="submit" class="button primary">
            {words.goalSet}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
