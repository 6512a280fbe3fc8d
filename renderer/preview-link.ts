import { effect } from '@preact/signals';
import type { Desk } from './desk.ts';
import type { DraftSession } from './drafts/draft-session.ts';

/** Shows a post in the frame and keeps it up to date; answers how to stop. Work nobody waits for goes to `later`. */
export function followPreview(
  desk: Desk,
  session: DraftSession,
  frame: HTMLIFrameElement,
  later: (work: Promise<unknown>) => void,
): () => void {
  let isStopped = false;
  async function load(): Promise<void> {
    await session.flush();
    const page = await desk.client.call('preview.page', { id: session.id });
    if (isStopped) return;
    if (!page.ok) {
      desk.notices.showFailure('preview', page.failure);
      return;
    }
    desk.notices.dismiss('preview');
    frame.src = new URL(desk.description.resourceBase + page.value.address, document.baseURI).href;
  }
  const stop = effect(() => {
    if (session.saveWord.value === 'saved') later(load());
  });
  return () => {
    isStopped = true;
    stop();
  };
}
