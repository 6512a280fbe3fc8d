import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { answerOf, smallBlog, type Workshop, writePost } from '../support/workshop.ts';

function publishedPage(receipt: { readonly value: { readonly folder: string } }): Promise<string> {
  return readFile(`${receipt.value.folder}/2026/11/first/index.html`, 'utf8');
}

/** Gives the blog a folder of the author's as its target. */
function addFolderTarget({ at }: Workshop): Promise<void> {
  return appendFile(at('blog/offprint.yml'), `targets:\n  - name: shelf\n    kind: folder\n    path: ${at('shelf')}\n`);
}

describe('offprint history and undo', () => {
  test('a publish is listed, undone, and can be put back', async () => {
    const { offprint, at } = await smallBlog();
    expect((await offprint('history', 'blog')).stdout).toContain('Nothing was published yet.');
    const nothing = await offprint('undo', 'blog');
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toContain('no earlier publish');

    const first = answerOf(await offprint('publish', 'blog', '--json'));
    await writePost(at('blog/posts/first.md'), 'First', 'A text that should not have gone out.');
    const second = answerOf(await offprint('publish', 'blog', '--json'));
    expect(await publishedPage(second)).toContain('should not have gone out');

    const history = answerOf(await offprint('history', 'blog', '--json'));
    expect(history.value.publishes.map(({ id }: { id: string }) => id)).toEqual([second.value.id, first.value.id]);
    expect((await offprint('history', 'blog')).stdout).toContain(first.value.id);

    const undone = await offprint('undo', 'blog');
    expect(undone).toMatchObject({ code: 0 });
    expect(undone.stdout).toContain(`shows the publish ${first.value.id} again`);
    expect(await publishedPage(first)).toContain('The first text.');
    expect(await readFile(at('blog/posts/first.md'), 'utf8')).toContain('should not have gone out');

    expect((await offprint('undo', 'blog', second.value.id)).code).toBe(0);
    expect(await publishedPage(second)).toContain('should not have gone out');
    const unknown = answerOf(await offprint('undo', 'blog', 'no-such-id', '--json'));
    expect(unknown).toMatchObject({ ok: false, failure: { kind: 'receipt-missing' } });
  });

  test('a refusal names what it is about and how to go on', async () => {
    const shop = await smallBlog();
    const { offprint, at } = shop;
    await addFolderTarget(shop);
    await mkdir(at('shelf'));
    await writeFile(at('shelf/thesis.txt'), 'years of work');
    const refused = await offprint('publish', 'blog');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('shelf');
    expect(refused.stderr).toContain('thesis.txt');
    expect(await readFile(at('shelf/thesis.txt'), 'utf8')).toBe('years of work');
    const failure = answerOf(await offprint('publish', 'blog', '--json')).failure;
    expect(failure).toMatchObject({ kind: 'target-refused', reason: 'not-ours' });
    if (failure.allow !== undefined) expect(refused.stderr).toContain(`--allow ${failure.allow}`);
    await rm(at('shelf/thesis.txt'));
    expect((await offprint('publish', 'blog', '--target', 'shelf')).code).toBe(0);
    expect((await offprint('publish', 'blog', '--allow', 'everything')).code).toBe(2);
  });

  test('a missing password is asked for by the name of its variable, and is never shown', async () => {
    const shop = await smallBlog();
    const { offprint, offprintWith, at } = shop;
    const bucket = [
      'name: web',
      'kind: s3',
      'endpoint: http://127.0.0.1:9',
      'bucket: my-bucket',
      'region: r',
      'keyId: ada',
    ];
    await appendFile(at('blog/offprint.yml'), `targets:\n  - ${bucket.join('\n    ')}\n    pathStyle: true\n`);
    const run = await offprint('publish', 'blog');
    expect(run.code).toBe(1);
    const variable = /OFFPRINT_SECRET_\w+/.exec(run.stderr)?.[0];
    if (variable === undefined) throw new Error(`No variable is named: ${run.stderr}`);
    const canary = 'canary-4f1d9c';
    const given = await offprintWith({ [variable]: canary }, 'publish', 'blog', '--json');
    expect(answerOf(given).failure.reason).not.toBe('secret-missing');
    expect(given.stdout + given.stderr).not.toContain(canary);
  });
});
