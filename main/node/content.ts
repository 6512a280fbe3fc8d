/**
 * Bytes in memory, or the absolute path of a file whose bytes are meant: whoever sends them reads it piece by piece, since an
 * attachment may be a film of 2 GB.
 */
export type Content =
  | { readonly content: Uint8Array; readonly file?: undefined }
  | { readonly file: string; readonly content?: undefined };
