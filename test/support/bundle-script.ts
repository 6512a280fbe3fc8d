import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const projectRoot = path.resolve(import.meta.dirname, '../..');

interface BundleOptions {
  /** Modules that a script loads from where they lie, or not at all. */
  readonly external?: string[];
  /** Where those lie. */
  readonly alias?: Record<string, string>;
}

/**
 * Bundles a script of the project (path below its folder) into `outfile`, so that the oldest Node runs it in a process of its
 * own. Answers `outfile`.
 */
export function bundleScript(entry: string, outfile: string, options: BundleOptions = {}): Promise<string> {
  // Under a name that no module has for itself.
  const js = "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);";
  return bundle(entry, outfile, { format: 'esm', banner: { js }, ...options });
}

/** Bundles a file of the project into a script for `loadScript`, as the program is built. */
export function bundleForLoading(entry: string, outfile: string, options: BundleOptions = {}): Promise<string> {
  const small: BuildOptions = { minifyWhitespace: true, lineLimit: 200 };
  return bundle(entry, outfile, { format: 'cjs', supported: { 'dynamic-import': false }, ...small, ...options });
}

async function bundle(entry: string, outfile: string, options: BuildOptions): Promise<string> {
  const entryPoints = [path.join(projectRoot, entry)];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
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
