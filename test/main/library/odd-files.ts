/** Headers as they are found in the wild, tidy and not. */
const headers: readonly string[] = [
  '',
  '---\n---\n',
  '---\ntitle: Plain\n---\n',
  '---\ntitle:   "Spaces"   # why\n\n# a comment alone\ndate:    2024-05-01 10:00:00 +0200\n---\n\n',
  "---\ntags:\n- a\n-   b # two\n-    'c'\ntitle: 'It''s'\nempty:\n---\n",
  '---\ntitle: >-\n  folded\n  lines\ncover: {src: a.jpg, alt: "x"}\nnested:\n    deep:\n      - {a: 1}\n---\n\n\n',
  '---\n"title": quoted key\n? complex\n: value\nanchor: &a [1, 2]\nalias: *a\n---\n',
  '---\ntitle: Dots end\n...\n',
  '---  \ntitle: Spaces behind\n---  \n',
  '---\nno: yes\non: off\nversion: 1.10\noctal: 012\ntime: 1:30\n---\n',
  '---\ntitle: [broken\n---\n',
  '---\ntitle: unclosed\n\n',
  '---\ntitle: a\ntitle: twice\n---\n',
  '---\n\ttab: indented\n---\n',
  '+++\n# toml\ntitle = "T"   # c\ndate = 2024-05-01T10:00:00Z\ntags = [ "a",\n  "b" ]\n[params]\nx = 1\n+++\n\n',
  '{\n   "title": "J",\n   "tags": ["a"]\n}\n\n',
  ';;;\n"title": "H",\n"draft": true\n;;;\n',
  'title: Hexo  # scaffold\ndate: 2019-01-02 03:04:05\ntags:\n- a\n---\n',
];

/** Texts that other programs have damaged. */
const bodies: readonly string[] = [
  '',
  'One line',
  'Two\nlines\n',
  '\n\n\nBlank before and after\n\n\n',
  'Trailing spaces  \nand\ttabs\t\n',
  'Zero\u0000byte and \u2028 separators \u0085 and \ufeff marks\n',
  'Right \u202eto left\u202c and é composed, e\u0301 not\n',
  'Emoji 👩‍👩‍👧 and 漢字 and ﷽\n',
  '---\nA rule that looks like a header\n---\n',
  '```\ncode  \n\n\n```\n\n| a | b |\n|--|:-:|\n',
];

const lineEnds: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) =>
    text
      .split('\n')
      .map((line, index, all) => line + (index === all.length - 1 ? '' : index % 3 === 1 ? '\r\n' : '\n'))
      .join(''),
];

const marks: readonly string[] = ['', '\ufeff', '\ufeff\ufeff'];

/** Every combination: 1,620 files, none like another. */
export function oddFiles(): readonly string[] {
  return marks.flatMap((mark) =>
    lineEnds.flatMap((end) => headers.flatMap((header) => bodies.map((body) => mark + end(header + body)))),
  );
}
