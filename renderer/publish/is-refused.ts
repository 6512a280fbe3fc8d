import type { TargetRefused } from '../../common/contract/publish.ts';
import type { Failure } from '../../common/result.ts';

/** Tells a place's refusal, with its class and data, from other failures. */
export function isRefused(failure: Failure): failure is TargetRefused {
  return failure.kind === 'target-refused';
}
