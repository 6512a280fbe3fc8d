import { expect, test } from 'vitest';
import { askableAddress, proxyFromAnswer } from '../../../main/electron/system-proxy.ts';

test.each([
  ['DIRECT', undefined],
  ['', undefined],
  ['PROXY proxy.test:3128; DIRECT', 'http://proxy.test:3128'],
  ['HTTPS proxy.test:443', 'https://proxy.test:443'],
  ['SOCKS5 proxy.test:1080;DIRECT', 'socks5://proxy.test:1080'],
])('Chromium’s answer %j is the proxy %j', (answer, proxy) => {
  expect(proxyFromAnswer(answer)).toBe(proxy);
});

test('a server over SFTP is asked about like a secure page', () => {
  expect(askableAddress('sftp://server.test:22')).toBe('https://server.test:22');
  expect(askableAddress('https://s3.test/a')).toBe('https://s3.test/a');
});
