/** Where the program writes what a developer would want to know. Never a secret, never the author's text. */
export interface Log {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  /** Answers a short reference that finds this entry again. */
  error(message: string, cause: unknown): string;
}
