import { expect, test } from 'vitest';
import { changeSettingsText, readSettings } from '../../../main/library/settings-file.ts';

const text =
  '# Mine\ntitle: Blog   # for now\ntheme: "longread"\ncomments:\n  mail: old@example.org # mine\nmenu:\n  About: /about/\n';

test('changes the lines of the settings named and no other', () => {
  const changed = changeSettingsText(text, { theme: 'journal', postsPerPage: 5, timeZone: 'Europe/Berlin' });
  expect(changed).toBe(`${text.replace('"longread"', '"journal"')}postsPerPage: 5\ntimeZone: Europe/Berlin\n`);
});

test('gives comments another way, and takes the way before out', () => {
  const embed = '<div data-page="{url}"></div>\n<script src="https://talk.example/a.js"></script>';
  const changed = changeSettingsText(text, { newComments: { kind: 'embed', html: embed } });
  expect(readSettings(changed)).toMatchObject({
    newComments: { kind: 'embed', html: embed },
    menu: [{ label: 'About' }],
  });
  const back = changeSettingsText(changed, { newComments: { kind: 'mail', address: 'new@example.org' } });
  expect(readSettings(back)).toMatchObject({ newComments: { kind: 'mail', address: 'new@example.org' } });
});

test('stops asking for comments', () => {
  const changed = changeSettingsText(text, { newComments: { kind: 'none' } });
  expect(changed).toBe('# Mine\ntitle: Blog   # for now\ntheme: "longread"\nmenu:\n  About: /about/\n');
});

test('begins to ask where nothing was said', () => {
  const changed = changeSettingsText('title: Blog\n', { newComments: { kind: 'mail', address: 'a@example.org' } });
  expect(changed).toBe('title: Blog\ncomments:\n  mail: a@example.org\n');
});
