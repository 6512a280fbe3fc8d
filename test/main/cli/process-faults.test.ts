import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { allowClosedPipes, logFaults } from '../../../main/cli/process-faults.ts';

/** A process of which only its events are real. */
function process() {
  const said: string[] = [];
  const exits: unknown[] = [];
  const stream = () => Object.assign(new EventEmitter(), { write: (text: string) => said.push(text) > 0 });
  const emitter = Object.assign(new EventEmitter(), {
    stdout: stream(),
    stderr: stream(),
    exit: (code: unknown) => exits.push(code),
  });
  return { emitter, faulty: emitter as unknown as Parameters<typeof logFaults>[0], said, exits };
}

test('a promise that failed unheard is logged, and the program goes on', () => {
  const { emitter, faulty, exits } = process();
  const reported: unknown[] = [];
  logFaults(faulty, (_, cause) => `${reported.push(cause)}`, String);
  const cause = new Error('lost');
  emitter.emit('unhandledRejection', cause);
  expect(reported).toEqual([cause]);
  expect(exits).toEqual([]);
});

test('what was thrown and not caught is logged and ends the program with code 70', () => {
  const { emitter, faulty, exits, said } = process();
  logFaults(
    faulty,
    () => 'a1b2',
    (reference) => `See ${reference}.`,
  );
  emitter.emit('uncaughtException', new Error('thrown'));
  expect(exits).toEqual([70]);
  expect(said.join('')).toContain('See a1b2.');
});

test('a closed pipe is no fault, any other error of the output is', () => {
  const { emitter, faulty } = process();
  allowClosedPipes(faulty);
  emitter.stdout.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }));
  expect(() => emitter.stdout.emit('error', Object.assign(new Error('disk'), { code: 'ENOSPC' }))).toThrow('disk');
});
