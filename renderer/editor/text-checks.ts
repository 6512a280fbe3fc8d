import { type Action, type Diagnostic, linter, setDiagnosticsEffect } from '@codemirror/lint';
import {
  type ChangeDesc,
  type EditorState,
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { checkTextInSteps } from '../../common/checks/check-text.ts';
import { findingText } from '../../common/checks/finding-text.ts';
import type { CheckSurroundings, TextFinding } from '../../common/checks/findings.ts';
import type { Steps } from '../../common/checks/text-lines.ts';
import type { TextChange } from '../../common/post.ts';
import type { Text } from '../../common/text/en.ts';

/** How long the text rests before it is looked over, in milliseconds: never while a word is being typed. */
const restMs = 700;

/** Texts longer than this are not looked over while they are written; the command line still does. In UTF-16 units. */
const maxCheckedLength = 1_500_000;

/** Tells the editor that the checks know more of the rest of the blog now. */
export const lookAgain = StateEffect.define<null>();
const isLookAgain = (effect: StateEffect<unknown>) => effect.is(lookAgain);

/** What the checks need from the page. */
export interface CheckParts {
  /** Undefined while no post is open. */
  readonly surroundings: () => CheckSurroundings | undefined;
  readonly onFindings: (findings: readonly TextFinding[]) => void;
}

/** Underlines what the author would want to know, marks its line in the margin, and offers to put it right. */
export function textChecks({ surroundings, onFindings }: CheckParts, text: Text): Extension {
  return [
    linter(
      async (view) => {
        const { doc } = view.state;
        const around = surroundings();
        const isTooLong = doc.length > maxCheckedLength;
        const findings =
          around === undefined || isTooLong
            ? []
            : await inSlices(checkTextInSteps(doc.toString(), around), () => view.state.doc === doc);
        // Words were typed meanwhile: they are looked over when they rest.
        if (findings === undefined || view.state.doc !== doc) return [];
        view.dispatch({ effects: lookedOver.of(findings) });
        onFindings(findings);
        return findings.map((finding) => diagnosticOf(finding, text));
      },
      {
        delay: restMs,
        needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some(isLookAgain)),
      },
    ),
    marginMarks,
    lastLook,
  ];
}

/** How long the checks may hold the page at a time, in milliseconds: well within a frame. */
const sliceMs = 5;

/** Takes all steps, giving the page to keys and frames in between; undefined as soon as the answer is not wanted any more. */
export async function inSlices<Value>(steps: Steps<Value>, isWanted: () => boolean): Promise<Value | undefined> {
  for (let endMs = performance.now() + sliceMs; ; ) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < endMs) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (!isWanted()) return undefined;
    endMs = performance.now() + sliceMs;
  }
}

/** Tells the editor what was found in the text as it is now. */
const lookedOver = StateEffect.define<readonly TextFinding[]>();

/** What the last look found, and how the text has changed since; gone with the text when another one is shown. */
const lastLook = StateField.define<
  { readonly findings: readonly TextFinding[]; readonly since: ChangeDesc } | undefined
>({
  create: () => undefined,
  update(look, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(lookedOver)) return { findings: effect.value, since: transaction.changes.desc };
    }
    if (look === undefined || !transaction.docChanged) return look;
    return { findings: look.findings, since: look.since.composeDesc(transaction.changes.desc) };
  },
});

/** Whether what was found last is about the text as it stands. */
export function isLookedOver(state: EditorState): boolean {
  return state.field(lastLook, false)?.since.empty === true;
}

/** How the text has changed since it was looked over; undefined when the finding is of another text or an older look. */
function changesSince({ state }: EditorView, finding: TextFinding): ChangeDesc | undefined {
  const look = state.field(lastLook, false);
  return look?.findings.includes(finding) === true ? look.since : undefined;
}

/** Puts a finding right as one undo step, wherever its words are by now; nothing happens when they were changed since. */
export function applyFix(view: EditorView, finding: TextFinding): void {
  const since = changesSince(view, finding);
  if (since === undefined || finding.fix === undefined) return;
  // What is written right before or after the words leaves them as they were.
  const isChanged = ({ from, to }: TextChange) =>
    to - from < 2 ? since.touchesRange(from, to) : since.touchesRange(from + 1, to - 1);
  if (finding.fix.some((change) => isChanged(change) !== false)) return;
  const changes = finding.fix.map((change) => {
    const from = since.mapPos(change.from, 1);
    return { ...change, from, to: from + change.to - change.from };
  });
  view.dispatch({ changes, userEvent: 'input.fix' });
}

/** Selects what was found, or what has to be written there, wherever it is by now; nothing happens in another text. */
export function goToFinding(view: EditorView, finding: TextFinding): void {
  const since = changesSince(view, finding);
  if (since === undefined) return;
  const { from, to } = finding.write ?? finding;
  const anchor = since.mapPos(from, 1);
  view.dispatch({ selection: { anchor, head: Math.max(anchor, since.mapPos(to, -1)) }, scrollIntoView: true });
  view.focus();
}

function diagnosticOf(finding: TextFinding, text: Text): Diagnostic {
  const actions: Action[] = [];
  if (finding.fix !== undefined) actions.push({ name: text.checks.fix, apply: (view) => applyFix(view, finding) });
  else if (finding.write !== undefined)
    actions.push({ name: text.checks.write, apply: (view) => goToFinding(view, finding) });
  return {
    from: finding.from,
    to: finding.to,
    severity: 'info',
    message: findingText(finding, text.checks.sentences),
    actions,
  };
}

const mark = Decoration.line({ class: 'cm-found-line' });

/** A dot beside each line with a finding; it moves with its line until the next look. */
const marginMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setDiagnosticsEffect)) next = marksFor(transaction.state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksFor(state: EditorState, diagnostics: readonly Diagnostic[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const starts = new Set(diagnostics.map(({ from }) => state.doc.lineAt(from).from));
  for (const start of [...starts].sort((a, b) => a - b)) builder.add(start, start, mark);
  return builder.finish();
}
