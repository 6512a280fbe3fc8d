import type { PageChange, TargetRefused } from '../../common/contract/publish.ts';
import { failureText } from '../../common/failure-text.ts';
import type { Failure } from '../../common/result.ts';
import { type CommandLineText, en } from '../../common/text/en.ts';
import type { InvalidArgument } from '../../common/validate.ts';
import type { WrongUsage } from './command.ts';

/** Codes of `sysexits.h` where it has one: 70 is EX_SOFTWARE. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, internal: 70 } as const;

/** What a failure's sentences need besides the failure. */
export interface FailureSetting {
  readonly text: CommandLineText;
  readonly logFile: string;
  /** Environment variables that were looked for and not found. */
  readonly missingSecrets: readonly string[];
}

/** The exit code that a failure deserves. */
export function exitCodeOf({ kind }: Failure): number {
  // The contract's own limits: a title or a path that is too long.
  if (kind === 'wrong-usage' || kind === 'invalid-argument') return exitCodes.wrongUsage;
  return kind === 'internal' || kind === 'unknown-call' ? exitCodes.internal : exitCodes.failed;
}

/** A failure in sentences, one a line: what happened, why, what to do. */
export function failureLines(failure: Failure, { text, logFile, missingSecrets }: FailureSetting): string[] {
  if (is<WrongUsage>(failure, 'wrong-usage')) return [failure.reason, text.usage.tryHelp(failure.command)];
  if (is<InvalidArgument>(failure, 'invalid-argument')) return [text.usage.badValue(failure.path, failure.expected)];
  if (is<PortRefused>(failure, 'port-refused')) return [text.portRefused[failure.reason](failure.port)];
  if (failure.kind === 'nothing-to-undo') return [text.nothingToUndo];
  const sentence = failureText(failure, en);
  if (is<Internal>(failure, 'internal')) return [sentence, text.internal(failure.reference, logFile)];
  if (is<TargetRefused>(failure, 'target-refused')) return [sentence, ...refusalLines(failure, text, missingSecrets)];
  return [sentence];
}

/** Most pages or files that are listed with a refusal. */
const maxListed = 10;

/** What a refusal is about, and how to go on from a terminal. */
function refusalLines(
  { pages = [], files = [], allow, fingerprint, reason }: TargetRefused,
  text: CommandLineText,
  missingSecrets: readonly string[],
): string[] {
  const needsSecret = reason === 'secret-missing' || reason === 'secret-refused';
  return [
    ...listed(pages.map(pageLine), text),
    ...listed([...files], text),
    ...(fingerprint === undefined ? [] : [text.fingerprint(fingerprint)]),
    ...(needsSecret ? missingSecrets.map((variable) => text.giveSecret(variable)) : []),
    ...(allow === undefined ? [] : [text.guarded(allow)]),
  ];
}

function pageLine({ address, title }: PageChange): string {
  return `${address}  ${title}`;
}

function listed(lines: readonly string[], text: CommandLineText): string[] {
  const shown = lines.slice(0, maxListed).map((line) => `  ${line}`);
  const more = lines.length - shown.length;
  return more === 0 ? shown : [...shown, `  ${text.andMore(more)}`];
}

interface PortRefused extends Failure {
  readonly port: number;
  readonly reason: 'in-use' | 'not-allowed';
}

interface Internal extends Failure {
  readonly reference: string;
}

/** The kind names the shape; failures are made by this program only, each kind in one shape. */
function is<Shape extends Failure>(failure: Failure, kind: Shape['kind']): failure is Shape {
  return failure.kind === kind;
}
