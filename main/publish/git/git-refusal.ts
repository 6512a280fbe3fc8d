import type { RefusalReason } from '../../../common/contract/publish.ts';
import { Refusal } from '../target.ts';

/** What git, its helpers and the known hosts say, and which class of refusal it is. The first that fits counts. */
const classes: readonly (readonly [RegExp, RefusalReason])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/, 'host-key-changed'],
  [/Host key verification failed|No .* host key is known/, 'host-key-unknown'],
  [
    /Could not resolve proxy|proxy.*(?:407|authentication)|CONNECT tunnel failed|HTTP code 407|returned error: 407/i,
    'proxy',
  ],
  [/Could not resolve host(?:name)?|Name or service not known|nodename nor servname/, 'name-unknown'],
  [/Temporary failure in name resolution|Network is unreachable/, 'no-network'],
  [/certificate|SSL routines|gnutls_handshake|TLS connect/i, 'tls'],
  [/refusing to allow .*workflow/i, 'scope-missing'],
  [/GH006|protected branch|not allowed to push code to protected/i, 'branch-protected'],
  [/GH001|Large files detected|exceeds .*file size limit|file size limit/i, 'file-too-large'],
  [/repository exceeds|quota|No space left on device/i, 'quota'],
  [/returned error: 429|rate limit/i, 'rate-limited'],
  [/archived|read-only (?:file system|repository)|Read-only file system/i, 'read-only'],
  [
    /Authentication failed|Access denied|could not read (?:Username|Password)|Permission denied \(|Invalid username or/i,
    'secret-refused',
  ],
  [/returned error: 401/, 'secret-refused'],
  [
    /returned error: 403|Write access to repository not granted|denied to |insufficient scope|does not have write/i,
    'scope-missing',
  ],
  [/non-fast-forward|fetch first|\[rejected\]|cannot lock ref|failed to update ref/, 'interrupted'],
  [/pre-receive hook declined|hook declined|\[remote rejected\]/, 'branch-protected'],
  [
    /[Rr]epository .*not found|does not appear to be a git repository|does not exist|not found|returned error: 404/,
    'branch-missing',
  ],
  [/transport '.*' not allowed|unsupported protocol|not a valid/i, 'not-supported'],
  [/Permission denied|insufficient permission/, 'not-allowed'],
  [
    /Connection (?:refused|timed out|reset|closed)|Failed to connect|timed out|Recv failure|Empty reply|returned error: 5\d\d/,
    'unreachable',
  ],
  [
    /early EOF|hung up|disconnect|Broken pipe|unable to access|unexpected EOF|RPC failed|expected flush/i,
    'unreachable',
  ],
  [/Could not read from remote repository/, 'unreachable'],
];

/** Turns what git wrote to standard error into a refusal; `unreachable` for words nobody foresaw. */
export function gitRefusal(stderr: string, hasSecret: boolean): Refusal {
  const found = classes.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'unreachable';
  const reason = found === 'secret-refused' && !hasSecret && !/publickey/.test(stderr) ? 'secret-missing' : found;
  return new Refusal(reason, lastWords(stderr));
}

const isProgress =
  /^(?:Enumerating|Counting|Compressing|Writing|Resolving) (?:objects|deltas)|^Delta compression|^Total \d/;

/** The lines that say what is wrong, without progress and without an address's user name and password. */
function lastWords(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(?:fatal|error|remote): ?/, '').trim())
    .filter((line) => line !== '' && !/^@+$/.test(line) && !isProgress.test(line));
  return lines
    .slice(-4)
    .join(' ')
    .replaceAll(/(https?:\/\/)[^/@\s]+@/g, '$1')
    .slice(0, 500);
}
