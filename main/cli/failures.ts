import { failureText } from '../../common/failure-text.ts';
import type { Failure } from '../../common/result.ts';
import { en } from '../../common/text/en.ts';
import type { CommandLineText } from '../../common/text/en-command-line.ts';

/** Codes of `sysexits.h` where it has one: 70 is EX_SOFTWARE. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, internal: 70 } as const;

/** The exit code that a failure deserves. */
export function exitCodeOf({ kind }: Failure): number {
  // The contract's own limits: a title or a path that is too long.
  if (kind === 'wrong-usage' || kind === 'invalid-argument') return exitCodes.wrongUsage;
  return kind === 'internal' || kind === 'unknown-call' ? exitCodes.internal : exitCodes.failed;
}

/** A failure in sentences, one a line: what happened, why, what to do. */
export function failureLines(failure: Failure, text: CommandLineText, logFile: string): string[] {
  if (isWrongUsage(failure)) return [failure.reason, text.usage.tryHelp(failure.command)];
  if (isInvalidArgument(failure)) return [text.usage.badValue(failure.path, failure.expected)];
  if (isPortRefused(failure)) return [text.portRefused[failure.reason](failure.port)];
  const sentence = failureText(failure, en);
  return isInternal(failure) ? [sentence, text.internal(failure.reference, logFile)] : [sentence];
}

// The kind names the shape; these failures are made in this program only.
function isWrongUsage(failure: Failure): failure is Failure & { readonly reason: string; readonly command?: string } {
  return failure.kind === 'wrong-usage';
}

function isInvalidArgument(
  failure: Failure,
): failure is Failure & { readonly path: string; readonly expected: string } {
  return failure.kind === 'invalid-argument';
}

function isPortRefused(
  failure: Failure,
): failure is Failure & { readonly port: number; readonly reason: 'in-use' | 'not-allowed' } {
  return failure.kind === 'port-refused';
}

function isInternal(failure: Failure): failure is Failure & { readonly reference: string } {
  return failure.kind === 'internal';
}
