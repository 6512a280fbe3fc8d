import { type SafeStorage, safeStorage } from 'electron';
import type { Log } from '../node/log.ts';
import type { SecretStore } from '../ports.ts';
import { type DesktopStore, openStoreFile } from './store-file.ts';

/** The part of Electron's keychain that secrets need. */
export type Keychain = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/**
 * Secrets encrypted by the system's keychain, in `secrets.json` in the data folder; in memory only, until the program ends,
 * where there is no keychain worth the name. To be called once the program is ready, as the keychain is not known before.
 */
export function openSecrets(dataFolder: string, log: Log): SecretStore {
  if (!isRealKeychain(safeStorage)) {
    log.info('no keychain: passwords are kept in memory and asked for again at the next start');
    return memorySecrets();
  }
  const store = openStoreFile({ folder: dataFolder, name: 'secrets' }, log);
  return keychainSecrets(safeStorage, store, log);
}

/**
 * False without encryption, and for `basic_text`, Chromium's fallback on Linux that encrypts with a password everybody
 * knows, and so keeps nothing secret.
 */
export function isRealKeychain(keychain: Keychain, platform: NodeJS.Platform = process.platform): boolean {
  if (!keychain.isEncryptionAvailable()) return false;
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend());
}

/** Secrets in a file, readable with this system's keychain only. One that cannot be read any more is asked for again. */
export function keychainSecrets(keychain: Keychain, file: DesktopStore, log: Log): SecretStore {
  return {
    isLasting: true,
    read: async (name) => {
      const encrypted = file.read(name);
      if (typeof encrypted !== 'string') return undefined;
      try {
        return (await keychain.decryptStringAsync(Buffer.from(encrypted, 'base64'))).result;
      } catch (error) {
        log.error('a stored password cannot be read with this keychain', error);
        return undefined;
      }
    },
    write: async (name, secret) => {
      const encrypted = await keychain.encryptStringAsync(secret);
      file.write(name, encrypted.toString('base64'));
    },
    remove: async (name) => file.remove(name),
  };
}

function memorySecrets(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    isLasting: false,
    read: async (name) => secrets.get(name),
    write: async (name, secret) => {
      secrets.set(name, secret);
    },
    remove: async (name) => {
      secrets.delete(name);
    },
  };
}
