import { expect, test } from 'vitest';
import { createEnvironmentSecrets, secretVariable } from '../../main/environment-secrets.ts';

test('a secret is looked for under its name in capitals', () => {
  expect(secretVariable('web')).toBe('OFFPRINT_SECRET_WEB');
  expect(secretVariable('my-host/token')).toBe('OFFPRINT_SECRET_MY_HOST_TOKEN');
});

test('secrets come from the environment until the author gives or removes one', async () => {
  const secrets = createEnvironmentSecrets({ OFFPRINT_SECRET_WEB: 'from outside', OFFPRINT_SECRET_EMPTY: '' });
  expect(secrets.isLasting).toBe(false);
  expect(await secrets.read('web')).toBe('from outside');
  expect(await secrets.read('empty')).toBeUndefined();
  expect(await secrets.read('constructor')).toBeUndefined();
  await secrets.write('web', 'typed');
  expect(await secrets.read('web')).toBe('typed');
  await secrets.remove('web');
  expect(await secrets.read('web')).toBeUndefined();
});
