import type { SecretStore } from './ports.ts';

/**
 * Secrets of the hosts without a keychain: kept in memory until the program ends, else taken from the environment variable
 * `secretVariable` names. Never written anywhere. `onMissing` hears the variable of each secret that is not there.
 */
export function createEnvironmentSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  onMissing: (variable: string) => void = () => undefined,
): SecretStore {
  const given = new Map<string, string>();
  const removed = new Set<string>();
  return {
    isLasting: false,
    read: async (name) => {
      const secret = given.get(name) ?? (removed.has(name) ? undefined : fromEnvironment(environment, name));
      if (secret === undefined) onMissing(secretVariable(name));
      return secret;
    },
    write: async (name, secret) => {
      given.set(name, secret);
    },
    remove: async (name) => {
      given.delete(name);
      removed.add(name);
    },
  };
}

/** The variable that may hold a secret: `OFFPRINT_SECRET_` and its name in capitals, `MY_HOST_TOKEN` for `my-host/token`. */
export function secretVariable(name: string): string {
  return `OFFPRINT_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const secret = environment[secretVariable(name)];
  return secret === '' ? undefined : secret;
}
