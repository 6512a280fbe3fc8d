import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** How to run the system's git in a repository of our own. */
export interface GitRun {
  /** The program; default `git`. */
  readonly gitProgram?: string;
  /** Absolute path of the bare repository; none for commands that need no repository. */
  readonly repository?: string;
  /** Password or token, handed over through a pipe: never an argument, a setting, an address or the environment. */
  readonly secret?: string | undefined;
  /** Value of GIT_SSH_COMMAND. */
  readonly sshCommand?: string;
  /** Folder to run in; without `repository` git looks for one there and above. Default: the program's own. */
  readonly folder?: string;
  /** More of git's own variables, such as GIT_INDEX_FILE. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Writes the standard input; it is closed when the promise resolves. */
  readonly input?: (stdin: Writable) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Hears what git writes to standard error, as it comes: its progress. */
  readonly onWords?: (words: string) => void;
}

/** What a git process left. An exit code is data; only a missing git rejects. */
export interface GitOutput {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** No git is installed, or it cannot be started. */
export class GitMissing extends Error {}

/**
 * Settings that keep a stranger's or the author's configuration from running anything: no hooks, no file system monitor, no
 * credential stores (they would keep our secret), no signing, no background maintenance that outlives the call.
 */
const settings: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'credential.helper=',
  'commit.gpgSign=false',
  'push.gpgSign=false',
  'gc.autoDetach=false',
  'http.lowSpeedLimit=100',
  'http.lowSpeedTime=60',
  'transfer.fsckObjects=false',
];

/** Reads the secret from file descriptor 3, once. It names the descriptor, not the secret. */
const secretHelper =
  'credential.helper=!f() { test "$1" = get && IFS= read -r secret <&3 && echo "password=$secret"; }; f';

/** Runs git with prompts, hooks and foreign protocols off. */
export async function runGit(args: readonly string[], run: GitRun): Promise<GitOutput> {
  const configured = [...settings, ...(run.secret === undefined ? [] : [secretHelper])].flatMap((one) => ['-c', one]);
  const child = spawn(run.gitProgram ?? 'git', [...configured, ...args], {
    env: environment(run),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    ...(run.folder === undefined ? {} : { cwd: run.folder }),
    ...(run.signal === undefined ? {} : { signal: run.signal }),
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject('code' in error && error.code === 'ENOENT' ? new GitMissing('git') : error));
    child.once('close', (code) => resolve(code ?? -1));
  });
  const [stdin, stdout, stderr, secretPipe] = child.stdio;
  // A process that ends early closes its pipes; its exit code tells the story, not the broken pipe.
  for (const pipe of [stdin, secretPipe as Writable]) pipe.on('error', () => undefined);
  (secretPipe as Writable).end(run.secret === undefined ? '' : `${run.secret}\n`);
  const fed = Promise.resolve(run.input?.(stdin)).then(
    () => stdin.end(),
    (error: unknown) => {
      child.kill();
      throw error;
    },
  );
  const [, out, complaints, code] = await Promise.all([fed, collect(stdout), collect(stderr, run.onWords), exit]);
  return { code, stdout: out, stderr: complaints.toString('utf8') };
}

async function collect(stream: Readable, hear?: (words: string) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
    hear?.(String(chunk));
  }
  return Buffer.concat(chunks);
}

/** What of our own environment git may see: where programs, the home folder, the agent and the proxies are. */
const passedOn: readonly string[] = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SystemRoot',
  'USERPROFILE',
  'APPDATA',
];

function environment({ repository, sshCommand, variables }: GitRun): Record<string, string> {
  const inherited = passedOn.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    // Messages are read to class failures.
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    SSH_ASKPASS: 'true',
    // No `ext::`, which runs any program.
    GIT_ALLOW_PROTOCOL: 'file:http:https:ssh',
    GIT_OPTIONAL_LOCKS: '0',
    ...(repository === undefined ? {} : { GIT_DIR: repository }),
    ...(sshCommand === undefined ? {} : { GIT_SSH_COMMAND: sshCommand }),
    ...variables,
  };
}
