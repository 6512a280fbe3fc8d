import { type ReadonlySignal, signal } from '@preact/signals';
import { failureText } from '../../common/failure-text.ts';
import type { Failure } from '../../common/result.ts';
import type { Text } from '../../common/text/en.ts';

/** A sentence for the author in the quiet bar above the foot of the window. */
export interface Notice {
  /** One notice a key: a newer one takes the place of the older. */
  readonly key: string;
  readonly tone: 'quiet' | 'problem';
  readonly sentence: string;
  readonly actions: readonly NoticeAction[];
}

/** A button of a notice; pressing it also takes the notice away. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** What the author should know now. */
export interface NoticeStore {
  readonly shown: ReadonlySignal<readonly Notice[]>;
  show(notice: Notice): void;
  showFailure(key: string, failure: Failure, actions?: readonly NoticeAction[]): void;
  dismiss(key: string): void;
}

/** Keeps notices until they are dismissed, replaced or put right; none goes away by a timer. */
export function createNoticeStore(text: Text): NoticeStore {
  const shown = signal<readonly Notice[]>([]);
  const without = (key: string) => shown.value.filter((notice) => notice.key !== key);
  function show(notice: Notice): void {
    shown.value = [...without(notice.key), notice];
  }
  return {
    shown,
    show,
    showFailure(key, failure, actions = []) {
      show({ key, tone: 'problem', sentence: failureText(failure, text), actions });
    },
    dismiss(key) {
      if (shown.value.some((notice) => notice.key === key)) shown.value = without(key);
    },
  };
}
