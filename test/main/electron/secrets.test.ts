import { describe, expect, it, vi } from 'vitest';
import { isRealKeychain, keychainSecrets } from '../../../main/electron/secrets.ts';
import { silentLog } from '../../../main/node/log.ts';
import { keychainStandIn } from '../../standin/process/system.ts';

vi.mock('electron', () => import('../../standin/process/electron.ts'));
vi.mock('electron-store', () => import('conf'));

describe('a keychain', () => {
  it('is one when the system’s own encrypts', () => {
    expect(isRealKeychain(keychainStandIn(true), 'linux')).toBe(true);
    expect(isRealKeychain(keychainStandIn(false), 'darwin')).toBe(true);
  });

  it('is none when Chromium falls back to a password everybody knows, or nothing encrypts', () => {
    expect(isRealKeychain(keychainStandIn(false), 'linux')).toBe(false);
    const locked = { ...keychainStandIn(true), isEncryptionAvailable: () => false };
    expect(isRealKeychain(locked, 'linux')).toBe(false);
    expect(isRealKeychain(locked, 'win32')).toBe(false);
  });
});

/** A file of the program, in memory. */
function fileWith(content: Readonly<Record<string, string>> = {}) {
  const keys = new Map<string, unknown>(Object.entries(content));
  return {
    read: (key: string) => keys.get(key),
    write: (key: string, value: unknown) => void keys.set(key, value),
    remove: (key: string) => void keys.delete(key),
  };
}

describe('secrets in the keychain', () => {
  it('come back, and never lie in the file in the clear', async () => {
    const file = fileWith();
    const secrets = keychainSecrets(keychainStandIn(true), file, silentLog);
    await secrets.write('target.live', 'pässword');
    expect(await secrets.read('target.live')).toBe('pässword');
    expect(Buffer.from(String(file.read('target.live')), 'base64').toString('latin1')).not.toContain('ssword');
    await secrets.remove('target.live');
    expect(await secrets.read('target.live')).toBeUndefined();
  });

  it('are asked for again when the keychain cannot read them any more', async () => {
    const file = fileWith({ 'target.live': Buffer.from('of another computer, long enough').toString('base64') });
    expect(await keychainSecrets(keychainStandIn(true), file, silentLog).read('target.live')).toBeUndefined();
  });
});
