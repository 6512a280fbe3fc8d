import type { RefusalReason, TargetRefused } from '../../common/contract/publish.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { errorCode } from '../node/file-system.ts';
import { Refusal } from './target.ts';

/**
 * Runs a target's work and answers its expected refusals as values. `explain` may know more about a system's own errors
 * than the common classes do. What nobody can class is a bug and stays an exception.
 */
export async function refusing<Value>(
  target: string,
  work: () => Promise<Value>,
  explain: (error: unknown) => Refusal | undefined = () => undefined,
): Promise<Result<Value, TargetRefused>> {
  try {
    return ok(await work());
  } catch (error) {
    const refusal = error instanceof Refusal ? error : (explain(error) ?? classify(error));
    if (refusal === undefined) throw error;
    const { reason, message, extra } = refusal;
    return fail({ ...extra, kind: 'target-refused', target, reason, detail: message });
  }
}

/** Classes an error of Node's own: cancelled, network, certificates, files. Undefined when it is none of these. */
export function classify(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  // The library behind `fetch` ends a request itself when the proxy opens no way; its words carry the proxy's status.
  if (/^Proxy response \(\d+\)/.test(error.message)) return new Refusal('proxy', messageOf(error));
  if (error.name === 'AbortError') return new Refusal('cancelled', '');
  if (error.name === 'TimeoutError') return new Refusal('unreachable', { kind: 'no-answer' });
  const code = errorCode(error);
  const reason = reasons[code] ?? certificateReason(code);
  if (reason !== undefined) return new Refusal(reason, `${code}: ${messageOf(error)}`);
  // `fetch` hides the system's error in its cause.
  const hidden = error.cause === undefined ? undefined : classify(error.cause);
  const isFetch = error instanceof TypeError && /^(?:fetch failed|terminated)$/.test(error.message);
  return hidden ?? (isFetch ? new Refusal('unreachable', { kind: 'no-answer' }) : undefined);
}

function messageOf(error: Error): string {
  return error.message.replaceAll(/\s+/g, ' ').slice(0, 500);
}

const reasons: Readonly<Record<string, RefusalReason>> = {
  ENETUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EAI_AGAIN: 'no-network',
  ENOTFOUND: 'name-unknown',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_SOCKET: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  UND_ERR_HEADERS_TIMEOUT: 'unreachable',
  UND_ERR_BODY_TIMEOUT: 'unreachable',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'read-only',
  ENOSPC: 'quota',
  EDQUOT: 'quota',
  EFBIG: 'file-too-large',
  ENOTDIR: 'wrong-path',
  ENAMETOOLONG: 'wrong-path',
  ELOOP: 'wrong-path',
};

function certificateReason(code: string): RefusalReason | undefined {
  return /CERT|SIGNED|^ERR_TLS|^ERR_SSL|UNABLE_TO_/.test(code) ? 'tls' : undefined;
}
