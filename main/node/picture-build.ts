import nodeModule from 'node:module';

/** Node's hook into the loading of modules, as far as it is used here; Electron's Node has it, older ones have not. */
interface ModuleHooks {
  readonly registerHooks?: (hooks: {
    resolve(specifier: string, context: unknown, next: (specifier: string, context: unknown) => unknown): unknown;
  }) => void;
}

/**
 * Has pictures read by sharp's WebAssembly build on Linux. Electron's binary brings the system's GLib into the process there
 * and sharp's native build brings its own; one frees what the other made, and the program ends at the first picture
 * (electron/electron#46323, lovell/sharp#4525). Must run before sharp is loaded, in the process for pictures and, should that not start, in the
 * program's own. A packed program holds the right build only;
 * this is for one that runs from its sources, where the native build lies at hand.
 */
export function avoidNativePictures(platform: NodeJS.Platform = process.platform): void {
  // The types of the oldest Node that is supported do not know this function yet.
  const { registerHooks } = nodeModule as ModuleHooks;
  if (platform !== 'linux') return;
  registerHooks?.({ resolve: (specifier, context, next) => next(pictureBuild(specifier), context) });
}

/** The build to load in place of this module: `@img/sharp-linux-x64/sharp.node` and its like become WebAssembly. */
export function pictureBuild(specifier: string): string {
  return /^@img\/sharp-linux(musl)?-\w+\/sharp\.node$/.test(specifier) ? '@img/sharp-wasm32/sharp.node' : specifier;
}
