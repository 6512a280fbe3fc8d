/** True when the set-up (`npm test`) could not get this program; tests that need it are then skipped, visibly. Never in CI. */
export function isMissing(program: 'git' | 'sshd' | 'ssh' | 'strace' | 'chromium'): boolean {
  const missing = (process.env.OFFPRINT_MISSING ?? '').split(',').includes(program);
  if (missing && process.env.CI === 'true')
    throw new Error(`${program} is missing, and CI must not pass by not running`);
  return missing;
}
