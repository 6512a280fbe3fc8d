import type { ChildProcess } from 'node:child_process';

/** The address that a host prints when it is ready; what it prints after that is thrown away. */
export function printedAddress(host: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    host.once('error', reject);
    host.once('close', () => reject(new Error(`The host ended without an address: ${said}`)));
    host.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+\/\S*)\s/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
