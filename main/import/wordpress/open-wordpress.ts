import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { ok, type Result } from '../../../common/result.ts';
import type { ImportSource } from '../import-options.ts';
import { importWordPress } from './import-wordpress.ts';
import { isPostLike } from './plan-posts.ts';
import { surveyExport } from './survey-export.ts';

/** Reads a WordPress export once and offers to bring it in. */
export async function openWordPress(file: string): Promise<Result<ImportSource, ImportRefused>> {
  const survey = await surveyExport(file);
  if (!survey.ok) return survey;
  const { index, settings, comments, pingbacks } = survey.value;
  const items = [...index.items.values()];
  const texts = items.filter(isPostLike);
  const posts = texts.filter(({ type }) => type === 'post').length;
  const mediaFolder = await uploadsBeside(file);
  return ok({
    kind: 'wordpress',
    source: file,
    settings,
    posts,
    pages: texts.length - posts,
    comments: comments + pingbacks,
    media: items.filter(({ type }) => type === 'attachment').length,
    ...(mediaFolder === undefined ? {} : { mediaFolder }),
    run: (options) => importWordPress(survey.value, options),
  });
}

/** The uploads folder where authors put it: beside the export, by itself or in its own place. */
async function uploadsBeside(file: string): Promise<string | undefined> {
  const folder = path.dirname(file);
  for (const name of ['wp-content/uploads', 'uploads']) {
    const place = path.join(folder, name);
    const facts = await stat(place).catch(() => undefined);
    if (facts?.isDirectory() === true && (await readdir(place)).length > 0) return place;
  }
  return undefined;
}
