import { expect, test } from 'vitest';
import { createGuard } from '../../../main/loopback/guard.ts';
import { createKeys } from '../../../main/loopback/keys.ts';

test.each([
  [80, '127.0.0.1', 'page'],
  [80, '127.0.0.1:8080', 'refused'],
  [8080, '127.0.0.1:8080', 'page'],
  [8080, '127.0.0.1', 'refused'],
])('on port %i the host %s is answered: %s', (port, host, kind) => {
  const guard = createGuard(port, createKeys());
  expect(guard({ method: 'GET', target: '/', rawHeaders: ['Host', host] }).kind).toBe(kind);
});
