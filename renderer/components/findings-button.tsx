import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { findingText } from '../../common/checks/finding-text.ts';
import type { TextFinding } from '../../common/checks/findings.ts';
import { applyFix } from '../editor/text-checks.ts';
import { useDesk } from './desk-context.ts';

/** How many things there are to look at; pressing it lists them with what puts them right. */
export function FindingsButton() {
  const { text, checks, draft, editor } = useDesk();
  const isOpen = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const findings = checks.findings.value;
  const isEmpty = draft.session.value === undefined || findings.length === 0;

  useEffect(() => {
    if (!isOpen.value) return;
    place.current?.querySelector<HTMLElement>('.finding')?.focus();
    const leave = (event: Event) => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) isOpen.value = false;
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [isOpen.value, isOpen]);

  const isNear = (node: Node) => place.current?.contains(node) === true || editor.view.dom.contains(node);

  if (isEmpty) return null;
  return (
    <div
      class="findings"
      ref={place}
      onFocusOut={({ relatedTarget }) => {
        // To the text and back is how findings are gone through; anything else has nothing to do with them.
        if (relatedTarget instanceof Node && !isNear(relatedTarget)) isOpen.value = false;
      }}
    >
      <button
        type="button"
        class="link-button quiet"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {text.foot.problems(findings.length)}
      </button>
      {isOpen.value && (
        <ul
          class="findings-panel"
          aria-label={text.foot.problemsName}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            isOpen.value = false;
            place.current?.querySelector('button')?.focus();
          }}
        >
          {findings.slice(0, 100).map((finding) => (
            <FindingRow key={`${finding.from} ${finding.kind}`} finding={finding} />
          ))}
        </ul>
      )}
    </div>
  );
}

function FindingRow({ finding }: { readonly finding: TextFinding }) {
  const { text, editor } = useDesk();

  function goThere(): void {
    const { view } = editor;
    const to = Math.min(finding.to, view.state.doc.length);
    view.dispatch({ selection: { anchor: Math.min(finding.from, to), head: to }, scrollIntoView: true });
    view.focus();
  }

  return (
    <li>
      <button type="button" class="finding" onClick={goThere}>
        {findingText(finding, text.checks.sentences)}
      </button>
      {finding.fix !== undefined && (
        <button type="button" class="link-button" onClick={() => applyFix(editor.view, finding)}>
          {text.checks.fix}
        </button>
      )}
    </li>
  );
}
