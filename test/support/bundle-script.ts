import path from 'node:path';
import { build } from 'esbuild';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/**
 * Bundles a script of the project (path below its folder) into `outfile`, so that the oldest Node runs it in a process of its
 * own. `external` are modules that it loads from where they lie, or not at all; `alias` says where they lie. Answers `outfile`.
 */
export async function bundleScript(
  entry: string,
  outfile: string,
  options: { readonly external?: string[]; readonly alias?: Record<string, string> } = {},
): Promise<string> {
  await build({
    entryPoints: [path.join(projectRoot, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Under a name that no module has for itself.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'error',
    ...options,
  });
  return outfile;
}

/** Bundles a file of the project into a script for `loadScript`, as the program is built. */
export async function bundleForLoading(
  entry: string,
  outfile: string,
  options: { readonly external?: string[] } = {},
): Promise<string> {
  await build({
    entryPoints: [path.join(projectRoot, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    supported: { 'dynamic-import': false },
    logLevel: 'error',
    ...options,
  });
  return outfile;
}

/** Bundles the threads of large builds, as the program is built; answers what they are started from. */
export async function bundleThread(folder: string): Promise<string> {
  const external = ['sharp', 'node-sqlite3-wasm'];
  await bundleForLoading('main/site/workers/render-worker.ts', path.join(folder, 'site-worker.cjs'), { external });
  return bundleScript('main/site/workers/site-worker.ts', path.join(folder, 'site-worker.mjs'));
}
