import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openObjectStore } from '../../../main/site/store/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('keeps a text as its UTF-8, short or long, and each under the hash of what it says', async () => {
  const store = openObjectStore(await temporaryFolder());
  const texts = ['plain', 'Grüße – 日本 \u{1f6a2}', 'a\ud800b', '', 'ö'.repeat(400_000), 'short again'];
  for (const text of texts) {
    const bytes = Buffer.from(text);
    const kept = store.put(text);
    expect(kept.size).toBe(bytes.byteLength);
    expect(readFileSync(store.pathOf(kept.sha256)).equals(bytes)).toBe(true);
    expect(store.put(bytes)).toEqual(kept);
  }
});
