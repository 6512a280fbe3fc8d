import type { ChildProcess } from 'node:child_process';

/** The address that a host prints when it is ready; what it prints after that is thrown away. */
export async function printedAddress(host: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of host.stdout ?? []) {
    said += chunk;
    const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said);
    if (found !== null) {
      host.stdout?.resume();
      return found[0];
    }
  }
  throw new Error(`The host ended without an address: ${said}`);
}
