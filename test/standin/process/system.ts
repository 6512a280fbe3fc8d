import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { report, takeDialogAnswer } from './control.ts';

/** Electron's `dialog`: every answer was prepared by the test. */
export const dialogStandIn = {
  showOpenDialog: (...given: unknown[]) => answerBox('showOpenDialog', given),
  showMessageBox: (...given: unknown[]) => answerBox('showMessageBox', given),
  showErrorBox: (title: string, content: string) => report({ kind: 'error-box', title, content }),
};

async function answerBox(method: 'showOpenDialog' | 'showMessageBox', given: readonly unknown[]): Promise<unknown> {
  // The options are the last argument; the window in front of them may be left out.
  const options = (given.at(-1) ?? {}) as Readonly<Record<string, unknown>> & { readonly signal?: AbortSignal };
  const answer = takeDialogAnswer(method, options);
  if (answer !== 'hold') return answer;
  await new Promise((resolve) => options.signal?.addEventListener('abort', resolve, { once: true }));
  return { response: options.cancelId ?? 0, checkboxChecked: false };
}

/** Electron's `shell`: nothing leaves; the test reads what would have. */
export const shellStandIn: Pick<Electron.Shell, 'openExternal' | 'showItemInFolder' | 'beep'> = {
  openExternal: async (url) => report({ kind: 'open-external', url }),
  showItemInFolder: (path) => report({ kind: 'show-item', path }),
  beep: () => {},
};

type ThemeSource = Electron.NativeTheme['themeSource'];

/** Electron's `nativeTheme`. A system without a choice of its own is light. */
export class NativeThemeStandIn
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  #source: ThemeSource = 'system';

  get themeSource(): ThemeSource {
    return this.#source;
  }

  set themeSource(source: ThemeSource) {
    this.#source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};

/** Electron's `screen`: one display of 1920 by 1080 with a bar of 40 at its lower edge. */
export const screenStandIn = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
});

type Keychain = Pick<
  Electron.SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** Electron's `safeStorage`, with a key of the test's own; without a keychain, Chromium's `basic_text`. */
export function keychainStandIn(hasKeychain: boolean): Keychain {
  const key = scryptSync('a keychain for tests', 'salt', 32);
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => (hasKeychain ? 'gnome_libsecret' : 'basic_text'),
    encryptStringAsync: async (text) => {
      const start = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, start);
      return Buffer.concat([start, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decryptStringAsync: async (encrypted) => {
      const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, 12));
      decipher.setAuthTag(encrypted.subarray(-16));
      const result = decipher.update(encrypted.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      return { result, shouldReEncrypt: false };
    },
  };
}
