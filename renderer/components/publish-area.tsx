import { useSignal } from '@preact/signals';
import { ChevronUp, X } from 'lucide';
import { useRef } from 'preact/hooks';
import type { PublishProgress, PublishReceipt } from '../../common/contract/publish.ts';
import { parsePostDate } from '../../common/dates.ts';
import type { Text } from '../../common/text/en.ts';
import { inBackground } from '../background.ts';
import { byteSize } from '../byte-size.ts';
import type { Desk } from '../desk.ts';
import { isRefused } from '../publish/is-refused.ts';
import { FailureSentence, RefusalActions } from '../publish/refusal.tsx';
import { Waiting } from '../publish/waiting.tsx';
import type { PublishState } from '../stores/publish-store.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';
import { PublishPlanPanel } from './publish-plan-panel.tsx';

/** Publish, how it goes, and where the result can be read: all in one place. */
export function PublishArea() {
  const desk = useDesk();
  const { text, publish, commands } = desk;
  const isPlanOpen = useSignal(false);
  const state = publish.state.value;
  const isRunning = state.kind === 'running';
  // While it runs the button keeps saying what it was pressed for.
  const pressed = useRef(publishLabel(desk));
  const now = publishLabel(desk);
  if (!isRunning) pressed.current = now;
  const label = pressed.current;
  return (
    <div class="publish-area">
      <Waiting />
      <PublishResult state={state} />
      <div class="publish-buttons" data-running={isRunning}>
        <button
          type="button"
          class="button primary publish-button"
          aria-label={label}
          aria-disabled={isRunning}
          onClick={() => {
            isPlanOpen.value = false;
            commands.run('post.publish');
          }}
        >
          {label}
        </button>
        <button
          type="button"
          class="button primary publish-more"
          aria-label={text.publish.details}
          title={text.publish.details}
          aria-expanded={isPlanOpen.value}
          disabled={isRunning}
          onClick={() => {
            isPlanOpen.value = !isPlanOpen.value;
          }}
        >
          <Icon icon={ChevronUp} />
        </button>
        {isPlanOpen.value && (
          <PublishPlanPanel
            onClose={() => {
              isPlanOpen.value = false;
            }}
          />
        )}
      </div>
    </div>
  );
}

/** What the button will do for the post that is open: publish a draft, schedule it, or update what is live. */
function publishLabel({ text, draft, list, site }: Desk): string {
  const session = draft.session.value;
  if (session === undefined) return text.publish.publish;
  const { draft: isDraft, date } = session.matter.value;
  const zone = site.current.value?.settings.timeZone ?? 'UTC';
  const dateMs = date === undefined ? undefined : parsePostDate(date, zone);
  if (dateMs !== undefined && dateMs > Date.now()) return text.publish.schedule;
  const status = list.posts.value.find(({ id }) => id === session.id)?.status ?? 'draft';
  return isDraft || status === 'draft' ? text.publish.publish : text.publish.update;
}

function PublishResult({ state }: { readonly state: PublishState }) {
  const { text, publish, description, client } = useDesk();
  if (state.kind === 'idle') return <p class="publish-result" role="status" />;
  const dismiss = (
    <button type="button" class="icon-button small" aria-label={text.dismiss} onClick={() => publish.dismiss()}>
      <Icon icon={X} />
    </button>
  );
  if (state.kind === 'running') {
    const { done, total } = state.progress ?? { done: 0, total: 0 };
    return (
      <p class="publish-result" role="status">
        <span>{progressText(state, text)}</span>
        <button type="button" class="link-button" onClick={() => inBackground(publish.stop())}>
          {text.publishes.stop}
        </button>
        <progress aria-label={text.publish.publish} {...(total > 0 ? { max: total, value: done } : {})} />
      </p>
    );
  }
  if (state.kind === 'failed') {
    return (
      <div class={`publish-result failed ${isRefused(state.failure) ? 'refusal' : ''}`.trim()} role="alert">
        <FailureSentence failure={state.failure} />
        {dismiss}
        {isRefused(state.failure) && <RefusalActions failure={state.failure} />}
      </div>
    );
  }
  const { receipt } = state;
  const { folder } = receipt;
  const address = receipt.postAddress ?? receipt.siteAddress;
  return (
    <p class="publish-result live" role="status">
      <span>{outcomeText(receipt, text)}</span>
      {receipt.pages.length > 0 && <span class="quiet">{text.publish.pages(receipt.pages.length)}</span>}
      <a href={new URL(address, document.baseURI).href} target="_blank" rel="noopener noreferrer">
        {receipt.postAddress === undefined ? text.publish.openSite : text.publish.openPost}
      </a>
      {folder !== undefined && description.capabilities.revealInFolder && (
        <button type="button" class="link-button" onClick={() => void client.call('host.reveal', { path: folder })}>
          {text.publish.showFolder}
        </button>
      )}
      {dismiss}
    </p>
  );
}

function progressText(state: PublishState & { readonly kind: 'running' }, text: Text): string {
  const { progress } = state;
  if (progress === undefined) return text.publish.waiting;
  switch (progress.stage) {
    case 'pictures':
      return text.publish.pictures(progress.done, progress.total);
    case 'building':
      return text.publish.building(progress.done, progress.total);
    case 'sending':
      return text.publish.sending(progress.done, progress.total, bytesText(progress, text));
    case 'verifying':
    case 'at-host':
      return text.publish[progress.stage];
  }
}

function bytesText({ bytes }: PublishProgress, text: Text): string {
  if (bytes === undefined || bytes.total === 0) return '';
  return text.publish.ofBytes(byteSize(bytes.done, text.language), byteSize(bytes.total, text.language));
}

/** "Live" only where that was proved: a host that makes the site itself may still be at it, or not say. */
function outcomeText({ pages, hostBuild }: PublishReceipt, text: Text): string {
  if (hostBuild === 'running') return text.publish.stillAtHost;
  if (hostBuild === 'unknown') return text.publish.sent;
  return pages.length === 0 ? text.publish.liveUnchanged : text.publish.live;
}
