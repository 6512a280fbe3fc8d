/** One subject's figures. Each file of `test/bench/` exports `run(): Promise<BenchTable>`; `npm run bench` prints and keeps them. */
export interface BenchTable {
  readonly title: string;
  /** What was measured, how often, on what, in a sentence or two. */
  readonly method: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Goals and whether they were reached, peers that were missing, anything a reader must know. */
  readonly notes: readonly string[];
}

/** The p-th percentile (0 to 100) of measured values, by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((first, second) => first - second);
  const rank = Math.max(0, Math.ceil((p / 100) * sorted.length) - 1);
  return sorted[rank] ?? Number.NaN;
}

/** The middle of measured values. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}
