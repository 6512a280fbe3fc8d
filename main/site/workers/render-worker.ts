import type { MessagePort } from 'node:worker_threads';
import { makePage } from '../make-page.ts';
import { type RenderTools, renderTools } from '../render-tools.ts';
import { type ObjectStore, openObjectStore } from '../store/object-store.ts';
import { holdTexts } from './held-texts.ts';
import type { MadePage, WorkerAnswer, WorkerRequest } from './messages.ts';

type Question = Extract<WorkerRequest, { kind: 'read' | 'bodies' }>;
type Pages = Extract<WorkerRequest, { kind: 'render' }>;

/** Pages of one request, made one after another. */
interface Making {
  readonly request: Pages;
  readonly made: MadePage[];
}

const held = holdTexts();
let tools: RenderTools | undefined;
let store: ObjectStore | undefined;
let given: Pick<Pages, 'texts' | 'feedEntries'> = {
  texts: new Map(),
  feedEntries: new Map(),
};

/** A thread of a large build: reads texts, renders pages, writes them into the store. `keepCode` keeps what is compiled by now. */
export function serveBuild(port: MessagePort, keepCode: () => void): void {
  /** Pages somebody waits for; what others wait for to go on is answered before them. */
  const waiting: Making[] = [];
  let isAtWork = false;
  /** One page, then messages are looked at again. */
  const work = () => {
    const [making] = waiting;
    const made = making === undefined ? undefined : answerOrFailure(making.request.number, () => makeNext(making));
    if (made !== undefined) {
      waiting.shift();
      port.postMessage(made);
    }
    isAtWork = making !== undefined || held.renderNext();
    if (isAtWork) setImmediate(work);
  };
  port.on('message', (request: WorkerRequest) => {
    switch (request.kind) {
      case 'setting':
        use(request);
        break;
      case 'render':
        waiting.push({ request, made: [] });
        break;
      case 'read':
      case 'bodies':
        port.postMessage(answerOrFailure(request.number, () => answer(request)));
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
    feedEntry: (postId: string) => given.feedEntries.get(postId),
  };
  tools = renderTools(setting, texts);
  store = openObjectStore(objectsFolder);
}

function answerOrFailure<Answer>(number: number, ask: () => Answer): Answer | WorkerAnswer {
  try {
    return ask();
  } catch (error) {
    const { message, code } = error as { message?: unknown; code?: unknown };
    return {
      kind: 'failed',
      number,
      message: String(message ?? error),
      ...(typeof code === 'string' ? { code } : {}),
    };
  }
}

function answer(request: Question): WorkerAnswer {
  const { number } = request;
  if (request.kind === 'read') return { kind: 'read', number, facts: held.read(request.texts, request.isKept) };
  return { kind: 'bodies', number, bodies: request.sources.map(inSetting().tools.body) };
}

/** Makes the next of some pages; answers with the last of them, or when one cannot be made. */
function makeNext({ request, made }: Making): WorkerAnswer | undefined {
  const { number, tasks, inFeeds } = request;
  const task = tasks[made.length];
  if (task === undefined) return { kind: 'rendered', number, pages: made };
  const { tools, store } = inSetting();
  given = request;
  const page = makePage(task, tools, store, task.postId !== undefined && inFeeds.has(task.postId));
  if (!page.ok) return { kind: 'broken', number, failure: page.failure };
  made.push(page.value);
  return undefined;
}

function inSetting(): { readonly tools: RenderTools; readonly store: ObjectStore } {
  if (tools === undefined || store === undefined) throw new Error('A page was asked for before the setting');
  return { tools, store };
}
