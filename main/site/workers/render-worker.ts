import type { MessagePort } from 'node:worker_threads';
import { makePage } from '../make-page.ts';
import { type RenderTools, renderTools } from '../render-tools.ts';
import { type ObjectStore, openObjectStore } from '../store/object-store.ts';
import { holdTexts } from './held-texts.ts';
import type { MadePage, WorkerAnswer, WorkerRequest } from './messages.ts';

type Question = Exclude<WorkerRequest, { kind: 'setting' | 'end' }>;

const held = holdTexts();
let tools: RenderTools | undefined;
let store: ObjectStore | undefined;
let given: Pick<Extract<WorkerRequest, { kind: 'render' }>, 'texts' | 'feedHtml'> = {
  texts: new Map(),
  feedHtml: new Map(),
};

/** A thread of a large build: reads texts, renders pages, writes them into the store. `keepCode` keeps what is compiled by now. */
export function serveBuild(port: MessagePort, keepCode: () => void): void {
  /** Pages somebody waits for; what others wait for to go on is answered before them. */
  const pages: Question[] = [];
  let isAtWork = false;
  const tell = (request: Question) => port.postMessage(answerOrFailure(request));
  /** One piece of work, then messages are looked at again. */
  const work = () => {
    const request = pages.shift();
    if (request !== undefined) tell(request);
    isAtWork = request !== undefined || held.renderNext();
    if (isAtWork) setImmediate(work);
  };
  port.on('message', (request: WorkerRequest) => {
    switch (request.kind) {
      case 'setting':
        use(request);
        break;
      case 'render':
        pages.push(request);
        break;
      case 'read':
      case 'bodies':
        tell(request);
        break;
      case 'end':
        if (request.keepsCode) keepCode();
        process.exit();
    }
    if (!isAtWork) setImmediate(work);
    isAtWork = true;
  });
}

function use({ setting, objectsFolder }: Extract<WorkerRequest, { kind: 'setting' }>): void {
  const texts = {
    text: (postId: string) => given.texts.get(postId) ?? held.text(postId),
    body: held.body,
    feedHtml: (postId: string) => given.feedHtml.get(postId),
  };
  tools = renderTools(setting, texts);
  store = openObjectStore(objectsFolder);
}

function answerOrFailure(request: Question): WorkerAnswer {
  try {
    return answer(request);
  } catch (error) {
    const { message, code } = error as { message?: unknown; code?: unknown };
    return {
      kind: 'failed',
      number: request.number,
      message: String(message ?? error),
      ...(typeof code === 'string' ? { code } : {}),
    };
  }
}

function answer(request: Question): WorkerAnswer {
  const { number } = request;
  if (request.kind === 'read') return { kind: 'read', number, facts: held.read(request.texts, request.isKept) };
  if (tools === undefined || store === undefined) throw new Error('A page was asked for before the setting');
  if (request.kind === 'bodies') return { kind: 'bodies', number, bodies: request.sources.map(tools.body) };
  given = request;
  const made: MadePage[] = [];
  for (const task of request.tasks) {
    const isInFeeds = task.postId !== undefined && request.inFeeds.has(task.postId);
    const page = makePage(task, tools, store, isInFeeds);
    if (!page.ok) return { kind: 'broken', number, failure: page.failure };
    made.push(page.value);
  }
  return { kind: 'rendered', number, pages: made };
}
