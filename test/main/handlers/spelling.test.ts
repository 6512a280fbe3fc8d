import path from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../../main/create-app.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testPorts } from '../../support/test-ports.ts';

test('keeps the words of each blog apart, in order, over a restart', async () => {
  const folder = await temporaryFolder();
  const ports = testPorts(path.join(folder, 'data'));
  const app = createApp(ports);
  const heard: unknown[] = [];
  app.on((name, detail) => {
    if (name === 'spelling.changed') heard.push(detail);
  });
  expect((await app.call('spelling.words', undefined)).ok).toBe(false);
  await app.call('site.create', { folder: path.join(folder, 'one') });
  await app.call('spelling.add', { word: 'Tromsø' });
  await app.call('spelling.add', { word: 'hytte' });
  await app.call('spelling.add', { word: 'hytte' });
  expect(heard).toEqual([{ words: ['Tromsø'] }, { words: ['hytte', 'Tromsø'] }]);
  await app.call('site.create', { folder: path.join(folder, 'two') });
  expect(await app.call('spelling.words', undefined)).toEqual({ ok: true, value: [] });
  await app.close();

  const again = createApp(ports);
  await again.call('site.open', { folder: path.join(folder, 'one') });
  expect(await again.call('spelling.remove', { word: 'hytte' })).toEqual({ ok: true, value: ['Tromsø'] });
  expect(await again.call('spelling.words', undefined)).toEqual({ ok: true, value: ['Tromsø'] });
  await again.close();
});
