import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** One way from a page to the program. `call` never rejects, whatever is sent. */
export interface Road {
  call(name: string, argument: unknown): Promise<unknown>;
}

/** A road that was just laid to a program with a fresh data folder. */
export interface OpenRoad extends Road {
  close(): Promise<void>;
}

/** A name and the argument it is called with; `$folder` in texts stands for the road's own folder. */
type Step = readonly [name: string, argument: unknown];

const id = 'posts/first.md';
const hostile = JSON.parse('{"id":"posts/first.md","__proto__":{"admin":true}}');

/** What every road is asked, in this order: the main job in small, then everything nobody should send. */
const steps: readonly Step[] = [
  ['site.current', undefined],
  ['posts.list', undefined],
  ['site.open', { folder: '$folder/nowhere' }],
  ['site.open', { folder: '$folder/blog' }],
  ['posts.list', undefined],
  ['drafts.open', { id }],
  ['drafts.edit', { id, sequence: 1, changes: [{ from: 0, to: 0, insert: 'Ünïcode 🌊\u2028 ' }] }],
  ['drafts.edit', { id, sequence: 9, changes: [] }],
  ['drafts.edit', { id, sequence: 2, changes: [], matter: { title: 'Renamed', description: null } }],
  ['drafts.save', { id }],
  ['drafts.open', { id: 'posts/none.md' }],
  ['drafts.open', { id: '../../etc/passwd' }],
  ['media.begin', { name: 'dot.png', size: tinyPng().byteLength, head: tinyPng(), postId: id }],
  ['media.add', { intake: '$intake', from: 7, content: tinyPng() }],
  ['media.add', { intake: '$intake', from: 0, content: tinyPng() }],
  ['media.take', { intake: '$intake' }],
  ['media.take', { intake: '$intake' }],
  ['media.begin', { name: 'empty.png', size: 0, head: new Uint8Array(), postId: id }],
  ['media.begin', { name: 'text.png', size: 8, head: 'no bytes', postId: id }],
  ['media.begin', { name: 'list.png', size: 3, head: [1, 2, 3], postId: id }],
  ['preferences.change', { appearance: 'dark' }],
  ['preferences.change', { appearance: undefined }],
  ['preferences.change', { appearance: 'purple' }],
  ['preferences.change', { colour: 'red' }],
  ['preferences.read', undefined],
  ['preferences.read', null],
  ['preferences.read', { extra: true }],
  ['publish.plan', { target: 'moon' }],
  ['build.check', undefined],
  ['host.openExternal', { url: 'file:///etc/passwd' }],
  ['host.openExternal', { url: 'javascript:alert(1)' }],
  ['nothing.such', {}],
  ['__proto__', {}],
  ['constructor', {}],
  ['toString', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
  ['drafts.open', undefined],
  ['drafts.open', null],
  ['drafts.open', []],
  ['drafts.open', [{ id }]],
  ['drafts.open', 'posts/first.md'],
  ['drafts.open', { id: 1 }],
  ['drafts.open', { id: Number.NaN }],
  ['drafts.open', { id: '' }],
  ['drafts.open', { id: 'x'.repeat(2_000_000) }],
  ['drafts.open', { id, extra: 1 }],
  ['drafts.open', hostile],
  ['drafts.open', { id: { toString: 'posts/first.md' } }],
  ['drafts.edit', { id, sequence: Number.POSITIVE_INFINITY, changes: [] }],
  ['drafts.edit', { id, sequence: -0, changes: [] }],
  ['drafts.edit', { id, sequence: 3, changes: Array.from({ length: 10_001 }, () => ({ from: 0, to: 0, insert: '' })) }],
  ['drafts.edit', { id, sequence: 3, changes: [{ from: 5, to: 999_999_999, insert: '' }] }],
  ['posts.create', { kind: 'post', title: 'A second post' }],
  ['posts.create', { kind: 'comet', title: 'no' }],
  ['posts.list', undefined],
  ['site.close', undefined],
  ['drafts.save', { id }],
];

/** One step's name and what the road answered, with this road's own folder and moments taken out. */
export interface RoadAnswer {
  readonly step: string;
  readonly answer: unknown;
}

/** Lays a road to a program that can reach a small blog in `folder`, walks every step on it, and closes it. */
export async function walk(folder: string, open: (folder: string) => Promise<OpenRoad>): Promise<RoadAnswer[]> {
  const place = await realpath(folder);
  await mkdir(path.join(place, 'blog/posts'), { recursive: true });
  await writeFile(path.join(place, 'blog/offprint.yml'), 'title: Roads\n');
  await writeFile(path.join(place, 'blog', id), '---\ntitle: First\ndate: 2026-11-02\n---\n\nThe first text.\n');
  const road = await open(place);
  const answers: RoadAnswer[] = [];
  let intake = 'none';
  try {
    for (const [name, argument] of steps) {
      const answer = await road.call(
        name,
        replaceTexts(argument, (text) => text.replace('$folder', place).replace('$intake', intake)),
      );
      intake = intakeIn(answer) ?? intake;
      const shown = replaceTexts(answer, (text) => text.replaceAll(place, '$folder').replaceAll(intake, '$intake'));
      answers.push({
        step: `${name.slice(0, 60)} ${JSON.stringify(argument)?.slice(0, 80)}`,
        answer: withoutMoments(shown),
      });
    }
  } finally {
    await road.close();
  }
  return answers;
}

/** The name of a file on its way, which is another each time. */
function intakeIn(answer: unknown): string | undefined {
  return /"intake":"([\w-]{36})"/.exec(JSON.stringify(answer) ?? '')?.[1];
}

/** The steps that two roads answered differently, with both answers. */
export function differences(one: readonly RoadAnswer[], other: readonly RoadAnswer[]) {
  return one.flatMap(({ step, answer }, index) =>
    isDeepStrictEqual(answer, other[index]?.answer) ? [] : [{ step, one: answer, other: other[index]?.answer }],
  );
}

function replaceTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  return mapFields(value, (_, field) => replaceTexts(field, change));
}

/** Clock times, and versions of texts that hold one, differ between two walks and say nothing about a road. */
function withoutMoments(value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+/.test(value)) return 'a moment';
  return mapFields(value, (key, field) =>
    /^((changed|date)Ms|version)$/.test(key) ? 'a moment' : withoutMoments(field),
  );
}

function mapFields(value: unknown, change: (key: string, field: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => change(String(index), item));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, change(key, field)]));
}

/** A picture of one point, whole and valid. */
function tinyPng(): Uint8Array {
  return Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
}
