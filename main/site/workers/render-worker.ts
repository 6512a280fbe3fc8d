import { parentPort } from 'node:worker_threads';
import { makePage } from '../make-page.ts';
import { type RenderTools, renderTools } from '../render-tools.ts';
import { type ObjectStore, openObjectStore } from '../store/object-store.ts';
import { holdTexts } from './held-texts.ts';
import type { MadePage, WorkerAnswer, WorkerRequest } from './messages.ts';

type Question = Exclude<WorkerRequest, { kind: 'setting' }>;

/** A thread of a large build: reads texts, renders pages, writes them into the store. Started by `startRenderPool`. */
const port = parentPort;
const held = holdTexts();
let tools: RenderTools | undefined;
let store: ObjectStore | undefined;
let given: ReadonlyMap<string, string> = new Map();
/** Pages somebody waits for; what others wait for to go on is answered before them. */
const pages: Question[] = [];
let isAtWork = false;

port?.on('message', (request: WorkerRequest) => {
  if (request.kind === 'setting') {
    const texts = { text: (postId: string) => given.get(postId) ?? held.text(postId), body: held.body };
    tools = renderTools(request.setting, texts);
    store = openObjectStore(request.objectsFolder);
  } else if (request.kind === 'render') pages.push(request);
  else tell(request);
  if (!isAtWork) setImmediate(work);
  isAtWork = true;
});

/** One piece of work, then messages are looked at again. */
function work(): void {
  const request = pages.shift();
  if (request !== undefined) tell(request);
  isAtWork = request !== undefined || held.renderNext();
  if (isAtWork) setImmediate(work);
}

function tell(request: Question): void {
  try {
    port?.postMessage(answer(request));
  } catch (error) {
    const { message, code } = error as { message?: unknown; code?: unknown };
    const failed: WorkerAnswer = {
      kind: 'failed',
      number: request.number,
      message: String(message ?? error),
      ...(typeof code === 'string' ? { code } : {}),
    };
    port?.postMessage(failed);
  }
}

function answer(request: Question): WorkerAnswer {
  const { number } = request;
  if (request.kind === 'read') return { kind: 'read', number, facts: held.read(request.texts) };
  if (tools === undefined || store === undefined) throw new Error('A page was asked for before the setting');
  if (request.kind === 'bodies') return { kind: 'bodies', number, bodies: request.sources.map(tools.body) };
  given = request.texts;
  const made: MadePage[] = [];
  for (const task of request.tasks) {
    const isInFeeds = task.postId !== undefined && request.inFeeds.has(task.postId);
    const page = makePage(task, tools, store, isInFeeds);
    if (!page.ok) return { kind: 'broken', number, failure: page.failure };
    made.push(page.value);
  }
  return { kind: 'rendered', number, pages: made };
}
