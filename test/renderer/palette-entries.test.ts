import { describe, expect, test } from 'vitest';
import { commandList } from '../../common/commands.ts';
import { paletteEntries } from '../../renderer/palette-entries.ts';

function firstFor(typed: string): string | undefined {
  const [first] = paletteEntries(typed, commandList, []);
  return first?.kind === 'command' ? first.command.id : undefined;
}

describe('the palette', () => {
  test('finds a command by its own words first', () => {
    expect(firstFor('pictures')).toBe('media.open');
    expect(firstFor('trash')).toBe('posts.trash');
    expect(firstFor('prefer')).toBe('preferences.open');
  });

  test.each([
    ['media', 'media.open'],
    ['import', 'site.moveIn'],
    ['WordPress', 'site.moveIn'],
    ['export', 'site.moveOut'],
    ['history', 'publish.history'],
    ['deploy', 'post.publish'],
    ['undelete', 'posts.trash'],
    ['h2', 'format.heading2'],
    ['zen', 'view.focusMode'],
  ])('finds what other programs call %s', (typed, command) => {
    expect(firstFor(typed)).toBe(command);
  });

  test('lists every command that is called settings somewhere, those that say it themselves first', () => {
    const found = paletteEntries('settings', commandList, []).map(
      (entry) => entry.kind === 'command' && entry.command.id,
    );
    expect(found).toEqual(['site.settings', 'post.settings', 'preferences.open']);
  });

  test('answers nothing for what nobody says', () => {
    expect(paletteEntries('qzxw', commandList, [])).toEqual([]);
  });
});
