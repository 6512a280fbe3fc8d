import { parentPort } from 'node:worker_threads';
import { bodyNeeds } from '../body.ts';
import { makePage } from '../make-page.ts';
import { type RenderTools, renderTools } from '../render-tools.ts';
import { type ObjectStore, openObjectStore } from '../store/object-store.ts';
import type { MadePage, WorkerAnswer, WorkerRequest } from './messages.ts';

/** A thread of a large build: reads texts, renders pages, writes them into the store. Started by `startRenderPool`. */
const port = parentPort;
let tools: RenderTools | undefined;
let store: ObjectStore | undefined;
let texts = new Map<string, string>();

port?.on('message', (request: WorkerRequest) => {
  if (request.kind === 'setting') {
    texts = new Map();
    tools = renderTools(request.setting, (postId) => texts.get(postId));
    store = openObjectStore(request.objectsFolder);
    return;
  }
  try {
    port.postMessage(answer(request));
  } catch (error) {
    const { message, code } = error as { message?: unknown; code?: unknown };
    const failed: WorkerAnswer = {
      kind: 'failed',
      number: request.number,
      message: String(message ?? error),
      ...(typeof code === 'string' ? { code } : {}),
    };
    port.postMessage(failed);
  }
});

function answer(request: Exclude<WorkerRequest, { kind: 'setting' }>): WorkerAnswer {
  const { number } = request;
  if (request.kind === 'needs') return { kind: 'needs', number, needs: request.texts.map(bodyNeeds) };
  if (tools === undefined || store === undefined) throw new Error('A page was asked for before the setting');
  texts = new Map(request.texts);
  const pages: MadePage[] = [];
  for (const task of request.tasks) {
    const isInFeeds = task.postId !== undefined && request.inFeeds.has(task.postId);
    const made = makePage(task, tools, store, isInFeeds);
    if (!made.ok) return { kind: 'broken', number, failure: made.failure };
    pages.push(made.value);
  }
  return { kind: 'rendered', number, pages };
}
