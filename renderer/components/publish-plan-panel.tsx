import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CheckedPlan } from '../../common/contract/publish.ts';
import { failureText } from '../../common/failure-text.ts';
import type { Failure, Result } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import { byteSize } from '../byte-size.ts';
import { PlanFindings } from '../publish/plan-findings.tsx';
import { useDesk } from './desk-context.ts';

/** What a publish would change, page by page, before anything is sent. */
export function PublishPlanPanel({ onClose }: { readonly onClose: () => void }) {
  const { text, publish, draft } = useDesk();
  const plan = useSignal<Result<CheckedPlan, Failure> | undefined>(undefined);
  const panel = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    async function read(): Promise<void> {
      await draft.save();
      plan.value = await publish.plan();
    }
    inBackground(read());
    panel.current?.focus();
  }, [publish, draft, plan]);

  return (
    <section
      class="plan-panel"
      ref={panel}
      tabIndex={-1}
      aria-label={text.publish.details}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      {plan.value === undefined && <p class="quiet">{text.publish.planLoading}</p>}
      {plan.value?.ok === false && <p>{failureText(plan.value.failure, text)}</p>}
      {plan.value?.ok === true && <Plan plan={plan.value.value} onLeave={onClose} />}
    </section>
  );
}

function Plan({ plan, onLeave }: { readonly plan: CheckedPlan; readonly onLeave: () => void }) {
  const { text, overlay } = useDesk();
  const isNothing = plan.filesToSend === 0 && plan.filesToRemove === 0;
  return (
    <>
      <h2>{text.publish.planTo(plan.target)}</h2>
      <PlanFindings plan={plan} onLeave={onLeave} />
      <ul class="plan-pages">
        {plan.pages.slice(0, 50).map((page) => (
          <li key={page.address} data-change={page.change}>
            <span class="plan-change">{text.publish.changes[page.change]}</span>
            <span class="plan-title">{page.title}</span>
            <span class="plan-address">{page.address}</span>
          </li>
        ))}
      </ul>
      <p class="quiet">
        {isNothing
          ? text.publish.planNothing
          : text.publish.planFiles(plan.filesToSend, byteSize(plan.bytesToSend, text.language))}
        {plan.filesToRemove > 0 && ` · ${text.publish.planRemoved(plan.filesToRemove)}`}
      </p>
      <p>
        <button type="button" class="link-button" onClick={() => overlay.show({ kind: 'review' })}>
          {text.publish.review}
        </button>
      </p>
    </>
  );
}
