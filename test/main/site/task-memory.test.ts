import { expect, test } from 'vitest';
import type { PageTask } from '../../../main/site/page-task.ts';
import { createTaskMemory, forgetTasks } from '../../../main/site/task-memory.ts';

const plan = (): PageTask => ({
  address: '/a/',
  role: 'list',
  title: 'A',
  source: { kind: 'list', title: 'A' },
  make: 'text',
  language: 'en',
  inputs: {},
});

test('a task planned from the very same parts is the same task in the next build, and no longer after a build without it', () => {
  const memory = createTaskMemory();
  const part = {};
  const first = memory.begin()('/a/', ['mark', part], plan);
  expect(memory.begin()('/a/', ['mark', part], plan)).toBe(first);
  expect(memory.begin()('/a/', ['mark', {}], plan)).not.toBe(first);
  const second = memory.begin()('/a/', ['mark', part], plan);
  memory.begin();
  expect(memory.begin()('/a/', ['mark', part], plan)).not.toBe(second);
});

test('more or fewer parts are other parts, and what forgets plans anew', () => {
  const memory = createTaskMemory();
  const first = memory.begin()('/a/', ['mark', undefined], plan);
  expect(memory.begin()('/a/', ['mark'], plan)).not.toBe(first);
  expect(forgetTasks('/a/', ['mark'], plan)).not.toBe(forgetTasks('/a/', ['mark'], plan));
});
