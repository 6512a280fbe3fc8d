import { inBackground } from './background.ts';
import type { Client } from './client.ts';

/** Small things of the page that should be as they were after a restart: widths, folded panes, cursors, undo steps. */
export interface Memory {
  /** What was kept under this name, or undefined. Plain data; check it before use. */
  read(name: string): Promise<unknown>;
  /** Keeps plain data soon. That it cannot be kept is no failure: then it is as if it were the first start. */
  write(name: string, value: unknown): void;
  /** Hands over at once what is waiting, for when the window closes; resolves when the program has it. */
  flush(): Promise<void>;
}

/** How long the newest value of a name waits for a newer one, in milliseconds. */
const restMs = 500;

/** Keeps things with the program, because the page's own address may be another one tomorrow. */
export function createMemory(client: Client): Memory {
  const waiting = new Map<string, unknown>();
  /** On their way: a question could overtake them. */
  const leaving = new Map<string, unknown>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const sent = [...waiting].map(([name, value]) => send(name, value));
    waiting.clear();
    await Promise.all(sent);
  }

  async function send(name: string, value: unknown): Promise<void> {
    leaving.set(name, value);
    await client.call('memory.write', { name, value: JSON.stringify(value) });
    if (leaving.get(name) === value) leaving.delete(name);
  }

  return {
    async read(name) {
      if (waiting.has(name)) return waiting.get(name);
      if (leaving.has(name)) return leaving.get(name);
      const kept = await client.call('memory.read', { name });
      return kept.ok && kept.value !== undefined ? parsed(kept.value) : undefined;
    },
    write(name, value) {
      waiting.set(name, value);
      timer ??= setTimeout(() => inBackground(flush()), restMs);
    },
    flush,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Written by another version, or cut: as good as nothing.
    return undefined;
  }
}
