import type { RefusalReason } from '../../common/contract/publish.ts';

/** Causes of a refusal that the author settles in the settings of the place; for the others there is another try. */
export const settledInPlace: ReadonlySet<RefusalReason> = new Set([
  'secret-missing',
  'secret-refused',
  'scope-missing',
  'not-allowed',
  'host-key-unknown',
  'host-key-changed',
  'branch-missing',
  'branch-protected',
  'wrong-path',
  'settings-incomplete',
  'contains-source',
  'name-unknown',
]);
