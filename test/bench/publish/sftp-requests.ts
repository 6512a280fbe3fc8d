import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type SshServer, startSshServer } from '../../servers/ssh-server.ts';

/** A server that writes down what it is asked, byte for byte. */
export interface CountingServer extends SshServer {
  /** How often each request of the protocol was made, by its number in draft-ietf-secsh-filexfer-02, section 3. */
  counts(): Promise<ReadonlyMap<number, number>>;
}

/** Number of the request that opens a file. */
export const openRequest = 3;

/** Starts OpenSSH's server with its file server behind a pipe that keeps a copy. Too slow to be measured by the clock. */
export async function startCountingServer(folder: string): Promise<CountingServer> {
  await mkdir(folder, { recursive: true });
  const asked = path.join(folder, 'asked');
  const program = path.join(folder, 'sftp-server');
  await writeFile(program, `#!/bin/sh\ntee -a ${asked} | /usr/lib/openssh/sftp-server\n`);
  await chmod(program, 0o755);
  const server = await startSshServer(folder, program);
  return { ...server, counts: async () => countsIn(await readFile(asked)) };
}

function countsIn(asked: Buffer): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at + 5 <= asked.length; at += 4 + asked.readUInt32BE(at)) {
    const kind = asked.readUInt8(at + 4);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
