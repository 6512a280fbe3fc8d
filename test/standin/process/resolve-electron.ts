/** A loader hook of Node: whoever imports `electron` gets the stand-in that lies beside this file. */
export async function resolve(
  specifier: string,
  context: object,
  next: (specifier: string, context: object) => Promise<object>,
): Promise<object> {
  return specifier === 'electron' || specifier === 'electron/main'
    ? { url: new URL('./electron.mjs', import.meta.url).href, format: 'module', shortCircuit: true }
    : next(specifier, context);
}
