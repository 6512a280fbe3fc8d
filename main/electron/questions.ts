import { type BrowserWindow, dialog } from 'electron';
import { en } from '../../common/text/en.ts';

const text = en.desktop;

/** The boxes the desktop program asks with. Each belongs to the window while there is one. */
export interface Questions {
  slowClosing(over: AbortSignal): Promise<'wait' | 'leave'>;
  failedSaves(posts: readonly string[]): Promise<'stay' | 'leave'>;
  pageCrashed(): Promise<'reload' | 'quit'>;
  pageHangs(): Promise<'wait' | 'reload'>;
  notOpened(path: string): Promise<void>;
}

/** Asks with the system's message boxes. Escape and the close button mean the choice that changes nothing. */
export function desktopQuestions(window: () => BrowserWindow | undefined): Questions {
  const ask = async <Answer>(box: Box<Answer>): Promise<Answer> => {
    const options: Electron.MessageBoxOptions = {
      type: 'warning',
      title: 'Offprint',
      message: box.message,
      detail: box.detail,
      buttons: [box.safe[0], box.other[0]],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      ...(box.signal === undefined ? {} : { signal: box.signal }),
    };
    const parent = window();
    const answer = await (parent === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(parent, options));
    return answer.response === 1 ? box.other[1] : box.safe[1];
  };
  const { slowClosing, failedSaves, pageCrashed, pageHangs, notOpened } = text;
  return {
    slowClosing: (signal) =>
      ask({ ...slowClosing, safe: [slowClosing.wait, 'wait'], other: [slowClosing.leave, 'leave'], signal }),
    failedSaves: (posts) =>
      ask({
        message: failedSaves.message(posts),
        detail: failedSaves.detail,
        safe: [failedSaves.stay, 'stay'],
        other: [failedSaves.leave, 'leave'],
      }),
    pageCrashed: () => ask({ ...pageCrashed, safe: [pageCrashed.reload, 'reload'], other: [pageCrashed.quit, 'quit'] }),
    pageHangs: () => ask({ ...pageHangs, safe: [pageHangs.wait, 'wait'], other: [pageHangs.reload, 'reload'] }),
    notOpened: async (path) => {
      const parent = window();
      const options = {
        type: 'info',
        title: 'Offprint',
        message: notOpened.message(path),
        detail: notOpened.noBlog,
      } as const;
      await (parent === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options));
    },
  };
}

interface Box<Answer> {
  readonly message: string;
  readonly detail: string;
  readonly safe: readonly [label: string, answer: Answer];
  readonly other: readonly [label: string, answer: Answer];
  readonly signal?: AbortSignal;
}
