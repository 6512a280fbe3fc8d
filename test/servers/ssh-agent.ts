import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** OpenSSH's agent, which keeps keys and signs with them. */
export interface SshAgent {
  /** For SSH_AUTH_SOCK. */
  readonly socket: string;
  close(): Promise<void>;
}

/** Starts an agent with its socket in `folder` and gives it a key that is not locked. */
export async function startSshAgent(folder: string, keyFile: string): Promise<SshAgent> {
  const socket = path.join(folder, 'agent');
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  // It tells where it listens once it does.
  await once(child.stdout, 'data');
  execFileSync('ssh-add', ['-q', keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  return {
    socket,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
