import { expect, test } from 'vitest';
import type { PageTask } from '../../../main/site/page-task.ts';
import { createTaskMemory, forgetTasks, type RememberTask, type TaskMemory } from '../../../main/site/task-memory.ts';

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
  const first = newBuild(memory)('/a/', ['mark', part], plan);
  expect(newBuild(memory)('/a/', ['mark', part], plan)).toBe(first);
  expect(newBuild(memory)('/a/', ['mark', {}], plan)).not.toBe(first);
  const second = newBuild(memory)('/a/', ['mark', part], plan);
  memory.begin();
  expect(newBuild(memory)('/a/', ['mark', part], plan)).not.toBe(second);
});

test('a build that plans a few pages forgets none of the others', () => {
  const memory = createTaskMemory();
  const first = newBuild(memory)('/a/', ['mark'], plan);
  memory.remember('/b/', ['mark'], plan);
  expect(memory.remember('/a/', ['mark'], plan)).toBe(first);
  expect(newBuild(memory)('/a/', ['mark'], plan)).toBe(first);
});

test('more or fewer parts are other parts, and what forgets plans anew', () => {
  const memory = createTaskMemory();
  const first = newBuild(memory)('/a/', ['mark', undefined], plan);
  expect(newBuild(memory)('/a/', ['mark'], plan)).not.toBe(first);
  expect(forgetTasks('/a/', ['mark'], plan)).not.toBe(forgetTasks('/a/', ['mark'], plan));
});

function newBuild(memory: TaskMemory): RememberTask {
  memory.begin();
  return memory.remember;
}
