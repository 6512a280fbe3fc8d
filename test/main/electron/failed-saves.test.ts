import { expect, it } from 'vitest';
import { followFailedSaves } from '../../../main/electron/failed-saves.ts';

it('knows which posts could not be saved, until they are or another blog is open', () => {
  let tell: (name: string, detail: unknown) => void = () => {};
  const failedSaves = followFailedSaves({
    on: (listener) => {
      tell = listener as typeof tell;
      return () => {};
    },
  });
  const told = (id: string, kind: string) => tell('drafts.saveStateChanged', { id, sequence: 1, saveState: { kind } });
  told('a.md', 'failed');
  told('b.md', 'failed');
  told('c.md', 'unsaved');
  expect(failedSaves()).toEqual(['a.md', 'b.md']);
  told('a.md', 'saved');
  expect(failedSaves()).toEqual(['b.md']);
  tell('site.changed', {});
  expect(failedSaves()).toEqual([]);
});
