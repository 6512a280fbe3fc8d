import { noticeText } from '../../common/build-notice.ts';
import { findingText } from '../../common/checks/finding-text.ts';
import type { BuildWarning } from '../../common/contract/build.ts';
import type { CheckedPlan } from '../../common/contract/publish.ts';
import type { PostId } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { goTo } from '../editor/editor.ts';
import { goToFinding } from '../editor/text-checks.ts';

/** More rows than anybody reads before sending. */
const mostRows = 100;

interface Row {
  readonly key: string;
  readonly title: string;
  readonly sentence: string;
  readonly go: () => void | Promise<void>;
}

/**
 * What the author would want to know before readers do, in the posts that a publish changes and in the draft that goes public
 * with it. Choosing one leads there; `onLeave` closes what this stands in. Nothing of it stops a publish.
 */
export function PlanFindings({ plan, onLeave }: { readonly plan: CheckedPlan; readonly onLeave: () => void }) {
  const { text, draft, checks, editor, list } = useDesk();
  const session = draft.session.value;
  const isGoingPublic = session?.matter.value.draft === true;
  const own: readonly Row[] = checks.findings.value.map((finding) => ({
    key: `own ${finding.from} ${finding.kind}`,
    title: session?.matter.value.title || text.list.untitled,
    sentence: findingText(finding, text.checks.sentences),
    go: () => goToFinding(editor.view, finding),
  }));
  const others = plan.warnings.map(
    (warning, index): Row => ({
      key: `${index}`,
      title: titleOf(warning.postId),
      sentence: noticeText(warning.notice, text),
      go: () => openAt(warning),
    }),
  );
  const rows = [...(isGoingPublic ? own : []), ...others];

  function titleOf(id: PostId | undefined): string {
    return list.posts.value.find((post) => post.id === id)?.matter.title || text.list.untitled;
  }
  async function openAt({ postId, notice }: BuildWarning): Promise<void> {
    if (postId === undefined) return;
    await draft.open(postId);
    const { doc } = editor.view.state;
    const line = 'line' in notice && notice.line !== undefined ? notice.line : 1;
    goTo(editor.view, doc.line(Math.min(line, doc.lines)).from);
  }

  if (rows.length + plan.notLookedOver === 0) return null;
  return (
    <section class="plan-findings" aria-label={text.publish.findings}>
      {rows.length > 0 && <h3>{text.foot.problems(rows.length)}</h3>}
      <ul>
        {rows.slice(0, mostRows).map(({ key, title, sentence, go }) => (
          <li key={key}>
            <button
              type="button"
              class="finding"
              onClick={() => {
                onLeave();
                inBackground(Promise.resolve(go()));
              }}
            >
              <span class="finding-post">{title}</span>
              <span>{sentence}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > mostRows && <p class="quiet">{text.publish.moreFindings(rows.length - mostRows)}</p>}
      {plan.notLookedOver > 0 && <p class="quiet">{text.publish.notLookedOver(plan.notLookedOver)}</p>}
    </section>
  );
}
