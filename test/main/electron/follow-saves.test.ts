import { expect, it } from 'vitest';
import { followSaves } from '../../../main/electron/follow-saves.ts';

it('knows which posts are not in their files, until they are or another blog is open', () => {
  let tell: (name: string, detail: unknown) => void = () => {};
  const heard: boolean[] = [];
  const app = {
    on: (listener: unknown) => {
      tell = listener as typeof tell;
      return () => {};
    },
  };
  const saves = followSaves(app, ({ hasUnsaved }) => heard.push(hasUnsaved()));
  const told = (id: string, kind: string) => tell('drafts.saveStateChanged', { id, sequence: 1, saveState: { kind } });
  told('a.md', 'unsaved');
  told('a.md', 'failed');
  told('b.md', 'failed');
  expect(saves.failed()).toEqual(['a.md', 'b.md']);
  told('a.md', 'saved');
  expect(saves.failed()).toEqual(['b.md']);
  tell('posts.changed', {});
  tell('site.changed', {});
  expect(saves.failed()).toEqual([]);
  expect(heard).toEqual([true, true, true, true, false]);
});
