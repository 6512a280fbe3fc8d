import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { CheckedPlan, PageChange } from '../../common/contract/publish.ts';
import type { ShownTarget } from '../../common/contract/publish-targets.ts';
import { failureText } from '../../common/failure-text.ts';
import { rebuildText } from '../../common/rebuild-reason.ts';
import type { Failure, Result } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import { byteSize } from '../byte-size.ts';
import { useDesk } from '../components/desk-context.ts';
import { FormProblem } from '../components/form-problem.tsx';
import { Sheet } from '../components/sheet.tsx';
import { PageDifferences } from './page-differences.tsx';
import { PlanFindings } from './plan-findings.tsx';

/** More rows than anybody reads; the sum below tells of all. */
const mostRows = 500;

/** What a publish would change, page by page, with the old and the new text beside each other and the pictures that come and go. */
export function ReviewDialog({ target }: { readonly target: string | undefined }) {
  const { client, text, publish, draft, overlay } = useDesk();
  const words = text.review;
  const places = useSignal<readonly ShownTarget[]>([]);
  const place = useSignal(target);
  const plan = useSignal<Result<CheckedPlan, Failure> | undefined>(undefined);
  const chosen = useSignal<string | undefined>(undefined);

  // Before the next click: the plan of one place never stands there for another.
  useLayoutEffect(() => {
    let isStale = false;
    async function read(): Promise<void> {
      await draft.save();
      const known = await client.call('publish.targets');
      const answer = await client.call('publish.plan', { target: place.value });
      if (isStale) return;
      places.value = known.ok ? known.value : [];
      plan.value = answer;
      chosen.value = answer.ok ? writtenFirst(answer.value)[0]?.address : undefined;
    }
    plan.value = undefined;
    inBackground(read());
    return () => {
      isStale = true;
    };
  }, [client, draft, place.value, places, plan, chosen]);

  const session = draft.session.value;
  return (
    <Sheet name={words.name} isWide kind="review">
      {places.value.length > 1 && (
        <label class="review-place">
          {words.place}
          <select
            value={place.value ?? places.value[0]?.settings.name}
            onChange={(event) => {
              place.value = event.currentTarget.value;
            }}
          >
            {places.value.map(({ settings: { name } }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      {plan.value === undefined && <p role="status">{text.publish.planLoading}</p>}
      {plan.value?.ok === false && <FormProblem>{failureText(plan.value.failure, text)}</FormProblem>}
      {plan.value?.ok === true && (
        <>
          <PlanSum plan={plan.value.value} />
          <PlanFindings plan={plan.value.value} onLeave={() => overlay.close()} />
          {plan.value.value.pages.length > 0 && (
            <div class="versions">
              <ul aria-label={words.pages}>
                {writtenFirst(plan.value.value)
                  .slice(0, mostRows)
                  .map((page) => (
                    <PageRow
                      key={page.address}
                      page={page}
                      isChosen={page.address === chosen.value}
                      onChoose={() => {
                        chosen.value = page.address;
                      }}
                    />
                  ))}
              </ul>
              <PageDifferences address={chosen.value} target={place.value} />
            </div>
          )}
          <p class="form-actions">
            {session?.matter.value.draft === true && (
              <span class="hint">{words.becomesPublic(session.matter.value.title)}</span>
            )}
            <button
              type="button"
              class="button primary"
              disabled={publish.state.value.kind === 'running'}
              onClick={() => {
                overlay.close();
                const to = place.value === undefined ? {} : { target: place.value };
                inBackground(publish.start(session?.id, to));
              }}
            >
              {words.publishTo(plan.value.value.target)}
            </button>
          </p>
        </>
      )}
    </Sheet>
  );
}

/** What the author wrote comes before the lists and archives that follow from it. */
function writtenFirst({ pages }: CheckedPlan): readonly PageChange[] {
  const isWritten = ({ postId }: PageChange) => postId !== undefined;
  return [...pages.filter(isWritten), ...pages.filter((page) => !isWritten(page))];
}

function PlanSum({ plan }: { readonly plan: CheckedPlan }) {
  const { text } = useDesk();
  const { filesToSend, filesToRemove, bytesToSend, largeFiles } = plan;
  const isNothing = filesToSend === 0 && filesToRemove === 0;
  return (
    <>
      <p class="quiet">
        {isNothing
          ? text.publish.planNothing
          : text.publish.planFiles(filesToSend, byteSize(bytesToSend, text.language))}
        {filesToRemove > 0 && ` · ${text.publish.planRemoved(filesToRemove)}`}
        {plan.isFromMemory === true && ` · ${text.review.fromMemory}`}
      </p>
      {largeFiles.map(({ path, size, limit }) => (
        <p class="place-missing" key={path}>
          {text.review.large(path, byteSize(size, text.language), byteSize(limit, text.language))}
        </p>
      ))}
    </>
  );
}

function PageRow(props: { readonly page: PageChange; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { text } = useDesk();
  const { change, title, address, from, size, sizeBefore, reason } = props.page;
  const sizes = [sizeBefore, size].flatMap((bytes) => (bytes === undefined ? [] : [byteSize(bytes, text.language)]));
  const why = reason === undefined || change === 'new' ? '' : rebuildText(reason, text);
  return (
    <li data-change={change}>
      <button type="button" aria-current={props.isChosen ? 'true' : undefined} onClick={props.onChoose}>
        <span class="review-title">{title}</span>
        <span class="quiet">
          {text.publish.changes[change]} · {[...new Set(sizes)].join(' → ')}
        </span>
        <span class="quiet review-address">{from === undefined ? address : `${from} → ${address}`}</span>
        {why !== '' && <span class="quiet">{why}</span>}
      </button>
    </li>
  );
}
