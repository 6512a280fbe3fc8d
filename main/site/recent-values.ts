/**
 * Values that were used lately, as many as fit into a limit. None is forgotten but by `begin`, so that what was there when some work
 * was looked over is there when it is done.
 */
export interface Recent<Key, Value> {
  has(key: Key): boolean;
  get(key: Key): Value | undefined;
  /** Keeps a value of this size, unless there is no room for it. */
  keep(key: Key, value: Value, size: number): void;
  /** Makes room for new work: forgets what was not used for longest when more than half of the room is taken. */
  begin(): void;
}

/** An empty memory of at most `limit`, in whatever unit sizes are given. */
export function recentValues<Key, Value>(limit: number): Recent<Key, Value> {
  const kept = new Map<Key, { readonly value: Value; readonly size: number }>();
  let taken = 0;
  return {
    has: (key) => kept.has(key),
    get: (key) => {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    keep: (key, value, size) => {
      if (kept.has(key) || taken + size > limit) return;
      kept.set(key, { value, size });
      taken += size;
    },
    begin: () => {
      for (const [key, { size }] of kept) {
        if (taken <= limit / 2) break;
        kept.delete(key);
        taken -= size;
      }
    },
  };
}
