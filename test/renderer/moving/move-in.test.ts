import { expect, it } from 'vitest';
import type { ImportReport } from '../../../common/import-report.ts';
import { fail, ok } from '../../../common/result.ts';
import type { Client } from '../../../renderer/client.ts';
import { createMoveIn } from '../../../renderer/moving/move-in.ts';

/** A program whose answers come when the test says so. */
function slowProgram() {
  const asked: { readonly name: string; readonly answer: (value: unknown) => void }[] = [];
  const call = (name: string) => new Promise((answer) => asked.push({ name, answer }));
  // Only calls about moving in are made here.
  return { client: { call, on: () => () => {} } as unknown as Client, asked };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('offers no choice that the report, which was asked for, would take away', async () => {
  const { client, asked } = slowProgram();
  const { step } = createMoveIn(client, true);
  expect(step.value.kind).toBe('reading-report');
  asked[0]?.answer(ok(undefined));
  await settled();
  expect(step.value).toEqual({ kind: 'report', report: undefined });
});

it('says at once that it looks for what is missing, and shows the report again when nothing is there', async () => {
  const { client, asked } = slowProgram();
  const moveIn = createMoveIn(client, false);
  const report = { source: '/old', folder: '/new' } as unknown as ImportReport;
  const fetching = moveIn.fetchMissing(report);
  expect(moveIn.step.value.kind).toBe('looking');
  asked[0]?.answer(fail({ kind: 'import-refused', path: '/old', reason: 'missing' }));
  await fetching;
  expect(moveIn.step.value).toEqual({ kind: 'report', report });
  expect(moveIn.failure.value?.kind).toBe('import-refused');
});
