import { useLayoutEffect } from 'preact/hooks';
import { findingText } from '../../common/checks/finding-text.ts';
import type { TextFinding } from '../../common/checks/findings.ts';
import { applyFix, goToFinding } from '../editor/text-checks.ts';
import { focusPane, focusTarget } from '../panes.ts';
import { useDesk } from './desk-context.ts';
import { usePopover } from './use-popover.ts';

/** How many things there are to look at; pressing it lists them with what puts them right. */
export function FindingsButton() {
  const { text, checks, draft, editor, overlay } = useDesk();
  const { isOpen, place, toggle, close } = usePopover('.finding', overlay.isFindingsOpen);
  const findings = checks.findings.value;
  const isEmpty = draft.session.value === undefined || findings.length === 0;

  // What was put right goes away, and the focus with it: on to the next one, and after the last back to the text.
  useLayoutEffect(() => {
    if (!isOpen.value) return;
    if (isEmpty) isOpen.value = false;
    if (document.activeElement === document.body) focusPane(isEmpty ? 'editor' : 'findings', editor.view);
  }, [findings, isEmpty, isOpen, editor]);

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
      <button type="button" class="link-button quiet" aria-expanded={isOpen.value} onClick={toggle}>
        {text.foot.problems(findings.length)}
      </button>
      {isOpen.value && (
        <ul
          class="findings-panel"
          aria-label={text.foot.problemsName}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        >
          {findings.slice(0, 100).map((finding, index) => (
            <FindingRow key={`${finding.from} ${finding.kind}`} finding={finding} isFirst={index === 0} />
          ))}
        </ul>
      )}
    </div>
  );
}

function FindingRow({ finding, isFirst }: { readonly finding: TextFinding; readonly isFirst: boolean }) {
  const { text, editor } = useDesk();

  return (
    <li>
      <button
        type="button"
        class="finding"
        {...(isFirst ? { [focusTarget]: 'findings' } : {})}
        onClick={() => goToFinding(editor.view, finding)}
      >
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
