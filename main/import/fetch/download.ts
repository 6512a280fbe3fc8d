import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { FetchProblem } from '../../../common/import-report.ts';
import { fileType } from '../../media/file-type.ts';
import { ask, type Network } from './ask.ts';

/** Why a file did not come; `passing` for what may pass by itself, with the time the server asked to wait. */
export type DownloadProblem = FetchProblem | { readonly passing: true; readonly waitMs: number | undefined };

/** Larger files are not fetched. */
const maxBytes = 256 * 1024 * 1024;

/**
 * Fetches one file to `place`, through a part file beside it from which a later run goes on. Its kind is told from its content;
 * what is no picture, sound, film or document is not kept. Undefined when it is there now.
 */
export async function download(url: string, place: string, network: Network): Promise<DownloadProblem | undefined> {
  const part = `${place}.part`;
  const tagFile = `${place}.tag`;
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  );
  const tag = have === 0 ? '' : await readFile(tagFile, 'utf8').catch(() => '');
  const headers: Record<string, string> = tag === '' ? {} : { range: `bytes=${have}-`, 'if-range': tag };
  const answer = await ask(url, headers, network);
  if ('problem' in answer) return answer.problem === 'refused' ? 'refused' : { passing: true, waitMs: undefined };
  const { response } = answer;
  const problem = problemOf(response);
  if (problem !== undefined) {
    response.destroy();
    return problem;
  }
  const isContinued = response.statusCode === 206 && tag !== '';
  const newTag = headerText(response, 'etag') || headerText(response, 'last-modified');
  if (!isContinued) await rm(part, { force: true });
  await writeFile(tagFile, newTag.startsWith('W/') ? '' : newTag);
  const received = await receive(response, part, isContinued ? have : 0);
  if (received !== 'whole') {
    if (received === 'too-large') await forget(part, tagFile);
    return received === 'too-large' ? received : { passing: true, waitMs: undefined };
  }
  const type = fileType(await readFile(part), decodedName(url));
  if ('refused' in type) {
    await forget(part, tagFile);
    return 'wrong-type';
  }
  await rename(part, place);
  await rm(tagFile, { force: true });
  return undefined;
}

function problemOf(response: IncomingMessage): DownloadProblem | undefined {
  const status = response.statusCode ?? 0;
  const type = headerText(response, 'content-type');
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return { passing: true, waitMs: retryAfterMs(response) };
  if (status !== 200 && status !== 206) return 'not-found';
  if (/^text\/html|^application\/xhtml/i.test(type)) return 'wrong-type';
  return Number(response.headers['content-length'] ?? 0) > maxBytes ? 'too-large' : undefined;
}

async function receive(response: IncomingMessage, part: string, from: number): Promise<'whole' | 'cut' | 'too-large'> {
  const expected = response.headers['content-length'];
  const file = await open(part, from === 0 ? 'w' : 'a');
  let written = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue;
      written += chunk.byteLength;
      if (from + written > maxBytes) {
        response.destroy();
        return 'too-large';
      }
      await file.write(chunk);
    }
    return expected === undefined || Number(expected) === written ? 'whole' : 'cut';
  } catch {
    return 'cut';
  } finally {
    await file.close();
  }
}

async function forget(...files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}

function retryAfterMs(response: IncomingMessage): number | undefined {
  const text = headerText(response, 'retry-after');
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const ms = Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function headerText(response: IncomingMessage, name: string): string {
  const value = response.headers[name];
  return typeof value === 'string' ? value : '';
}

function decodedName(url: string): string {
  const name = path.posix.basename(new URL(url).pathname);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
