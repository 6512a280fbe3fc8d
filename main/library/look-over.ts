import type { LibraryEvent } from './library.ts';
import type { PostIndex } from './post-index.ts';

/** Looks at every file behind what is shown or built meanwhile. */
export interface LookOver {
  /** At once, unless that was done. */
  once(): void;
  /** When there is time: who believes what the system tells of the disk looks for himself as well. */
  later(): void;
  close(): Promise<void>;
}

const laterMs = 30_000;

/** `emit` hears when looking showed something new, `failed` what nobody foresaw. */
export function createLookOver(
  index: PostIndex,
  emit: (event: LibraryEvent) => void,
  failed: (error: unknown) => void,
): LookOver {
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const { generation } = index;
    try {
      await index.refresh();
      if (index.generation !== generation) emit({ kind: 'posts-changed' });
    } catch (error) {
      failed(error);
    }
  };
  return {
    once: () => {
      looking ??= look();
    },
    later: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        looking = look();
      }, laterMs).unref();
    },
    close: async () => {
      clearTimeout(timer);
      await looking;
    },
  };
}
