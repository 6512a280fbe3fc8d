import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { answerResource } from '../../main/resource-answer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const headers = { 'content-type': 'video/mp4' };

/** What a request for a file of ten digits, or `content`, is answered with. */
async function asked(range?: string, { method = 'GET', content = '0123456789' } = {}) {
  const file = path.join(await temporaryFolder(), 'film.mp4');
  await writeFile(file, content);
  const answer = await answerResource({ status: 200, headers, file }, { method, range });
  const body = answer?.body instanceof Readable ? (await buffer(answer.body)).toString() : answer?.body;
  return { status: answer?.status, headers: answer?.headers, body };
}

test('a file is sent piece by piece, as a stream of exactly its bytes', async () => {
  expect(await asked()).toEqual({
    status: 200,
    headers: { ...headers, 'accept-ranges': 'bytes', 'content-length': '10' },
    body: '0123456789',
  });
});

test.each([
  ['bytes=0-3', '0123', 'bytes 0-3/10'],
  ['bytes=4-', '456789', 'bytes 4-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
  ['bytes=-300', '0123456789', 'bytes 0-9/10'],
  ['bytes=8-99', '89', 'bytes 8-9/10'],
])('of a file that is wound on, %s is sent alone', async (range, body, contentRange) => {
  expect(await asked(range)).toMatchObject({
    status: 206,
    headers: { 'content-range': contentRange, 'content-length': String(body.length) },
    body,
  });
});

test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])(
  'a part that is not there, %s, is said to be outside',
  async (range) => {
    expect(await asked(range)).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */10' },
      body: undefined,
    });
  },
);

test.each(['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-', 'bytes=a-b'])(
  'what is no single range, %s, is answered with the whole',
  async (range) => {
    expect(await asked(range)).toMatchObject({ status: 200, body: '0123456789' });
  },
);

test('only headers are sent where only they are asked for, and an empty file has no body', async () => {
  expect(await asked(undefined, { method: 'HEAD' })).toMatchObject({
    status: 200,
    headers: { 'content-length': '10' },
    body: undefined,
  });
  expect(await asked(undefined, { content: '' })).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
});

test('a file that is gone is answered with nothing', async () => {
  const file = path.join(await temporaryFolder(), 'gone.pdf');
  expect(await answerResource({ status: 200, headers, file }, { method: 'GET', range: undefined })).toBeUndefined();
});
