import { expect, test } from 'vitest';
import { readSettings } from '../../../main/library/settings-file.ts';
import { changeTargetsText } from '../../../main/library/settings-targets.ts';

const www = { name: 'www', kind: 'sftp', host: 'example.org', user: 'me', path: 'public_html' } as const;
const pages = { name: 'pages', kind: 'git', url: 'git@example.org:me/site.git' } as const;

test('adds the first target at the end and leaves every other line alone', () => {
  const text = '# My settings\r\ntitle:   "Quoted"   # mine\r\n';
  const changed = changeTargetsText(text, [www]);
  expect(changed.startsWith(text)).toBe(true);
  expect(readSettings(changed)).toMatchObject({ title: 'Quoted', targets: [www] });
  expect(changed).not.toMatch(/[^\r]\n/);
});

test('changes one target between other settings and keeps the comments of the rest', () => {
  const text = `title: Blog
targets:
  # the live one
  - name: www
    kind: sftp
    host: example.org # since 2014
    user: me
    path: public_html
  - name: pages
    kind: git
    url: old
# below
url: https://example.org/
`;
  const changed = changeTargetsText(text, [www, pages]);
  expect(changed).toContain('host: example.org # since 2014');
  expect(changed).toContain('# the live one');
  expect(changed).toContain('# below\nurl: https://example.org/\n');
  expect(readSettings(changed)).toMatchObject({ url: 'https://example.org/', targets: [www, pages] });
});

test('takes targets away, the key with the last one', () => {
  const both = changeTargetsText('title: Blog\n', [www, pages]);
  const one = changeTargetsText(both, [pages]);
  expect(readSettings(one)).toMatchObject({ targets: [pages] });
  expect(changeTargetsText(one, [])).toBe('title: Blog\n');
});

test('a host that looks like something else in YAML stays text', () => {
  const odd = { ...www, host: '10', user: 'no', path: '1:30' };
  expect(readSettings(changeTargetsText('', [odd]))).toMatchObject({ targets: [odd] });
});
