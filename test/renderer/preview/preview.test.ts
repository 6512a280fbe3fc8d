import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editText, paragraphs, publishedHtmlIn, shownHtmlIn, showText } from './preview-driver.ts';
import { type PreviewHost, startPreviewHost } from './preview-host.ts';

let host: PreviewHost;
beforeAll(async () => {
  host = await startPreviewHost();
}, 60_000);
afterAll(async () => host?.close());
beforeEach(async () => {
  host.requests.length = 0;
  await host.reload();
});

const show = (text: string, changes?: Parameters<typeof showText>[2]) => showText(host, text, changes);
const edit = (from: number, to: number, insert: string) => editText(host, from, to, insert);
const shownHtml = () => shownHtmlIn(host);
const publishedHtml = (text: string) => publishedHtmlIn(host, text);

describe('the preview', () => {
  it('shows what will be published', async () => {
    const text = `# Title\n\nText[^1] with *emphasis*, $x^2$ and a [link](https://example.org/).\n\n![Harbour](media/a.jpg "The *harbour*")\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n> [!TIP]\n> Hm.\n\n\`\`\`js\nlet a = "b";\n\`\`\`\n\n- [x] done\n\n<details><summary>More</summary>\n\nInside.\n\n</details>\n\n[^1]: Note.\n`;
    await show(text);
    expect(await shownHtml()).toBe(await publishedHtml(text));
    expect(await host.page.evaluate(() => window.violations)).toEqual([]);
  });

  it('changes only the nodes of the edited block', async () => {
    const text = paragraphs(30);
    await show(text);
    const kept = await host.page.evaluate(() => {
      const body = document.querySelector('iframe')?.contentDocument?.querySelector('[data-offprint-body]') as Element;
      Object.assign(window, { before: [...body.children] });
      window.preview.applyEdit([{ from: 0, to: 9, insert: 'Sentence' }]);
      return [...body.children].map((node, at) => node === (window as unknown as { before: Node[] }).before[at]);
    });
    expect(kept.every(Boolean)).toBe(true);
    expect(await shownHtml()).toBe(await publishedHtml(text.replace('Paragraph', 'Sentence')));
  });

  it('does not load a picture again when its caption changes or text is put before it', async () => {
    const text = 'Before.\n\n![Alt](media/a.jpg "Caption")\n';
    await show(text);
    const picture = '/preview/original/media/a.jpg';
    await expect.poll(() => host.requests.filter((path) => path === picture).length).toBe(1);
    const isSame = await host.page.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentDocument as Document;
      const before = frame.querySelector('img');
      window.preview.applyEdit([{ from: 32, to: 32, insert: 'New ' }]);
      window.preview.applyEdit([{ from: 0, to: 0, insert: 'First.\n\n' }]);
      return before !== null && before === frame.querySelector('img') && before.isConnected;
    });
    expect(isSame).toBe(true);
    expect(host.requests.filter((path) => path === picture).length).toBe(1);
  });

  it('asks for the page again when a picture appears that it does not know, once', async () => {
    await show('Text.\n');
    await edit(0, 0, '![](media/new.jpg)\n\n');
    await edit(0, 0, 'More.\n\n');
    await host.page.waitForFunction(() => window.heard.length > 0);
    expect(await host.page.evaluate(() => window.heard)).toEqual([['page-needed']]);
    await show('More.\n\n![](media/new.jpg)\n\nText.\n', {
      pictures: { 'media/new.jpg': { src: '../../file/new-1.jpg', width: 4, height: 3 } },
    });
    expect(await shownHtml()).toMatch(/<img [^>]*height="3" src="\.\.\/\.\.\/file\/new-1\.jpg" width="4">/);
  });

  it('keeps a picture’s point in sight, and no style of the author’s', async () => {
    await show('![A](/media/a.jpg)\n\n<img src="/media/a.jpg" style="position:fixed">\n', {
      pictures: { 'media/a.jpg': { src: '../../file/a-1.jpg', width: 4, height: 3, focus: '30% 20%' } },
    });
    const styles = await host.page.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentDocument;
      return [...(frame?.querySelectorAll('[data-offprint-body] img') ?? [])].map((image) =>
        image.getAttribute('style'),
      );
    });
    expect(styles[0]).toBe('object-position:30% 20%');
    expect(styles.join()).not.toContain('fixed');
  });

  it('changes the page around the text without loading the text, its pictures or its place again', async () => {
    const text = `![](media/a.jpg)\n\n${paragraphs(40)}`;
    await show(text);
    const state = await host.page.evaluate(
      async ([page, source]) => {
        const frame = document.querySelector('iframe')?.contentDocument as Document;
        const picture = frame.querySelector('img');
        window.preview.scrollToLine(20);
        const place = frame.defaultView?.scrollY;
        const renewed = window.preview.show({ ...page, address: 'preview/page/two/post' }, source);
        window.preview.applyEdit([{ from: 18, to: 27, insert: 'Meanwhile' }]);
        await renewed;
        const now = document.querySelector('iframe')?.contentDocument as Document;
        return {
          title: `${now.title}: ${now.querySelector('h1')?.textContent}`,
          text: now.querySelector('p')?.textContent,
          isSame: now === frame && picture === now.querySelector('img'),
          hasScrolled: place !== now.defaultView?.scrollY,
          frames: document.querySelectorAll('iframe').length,
        };
      },
      [host.previewPage(), text] as const,
    );
    expect(state).toEqual({
      title: 'two: two',
      text: 'Meanwhile 0 with some words in it.',
      isSame: true,
      hasScrolled: false,
      frames: 1,
    });
    expect(host.requests.filter((path) => path.endsWith('/a.jpg')).length).toBe(1);
  });

  it('changes one footnote among many', async () => {
    const notes = Array.from({ length: 30 }, (_, at) => `[^${at}]: Note ${at}.\n`).join('');
    const text = `${Array.from({ length: 30 }, (_, at) => `Text[^${at}].\n\n`).join('')}${notes}`;
    await show(text);
    const from = text.indexOf('Note 7');
    const kept = await host.page.evaluate((at) => {
      const items = () => [
        ...(document.querySelector('iframe')?.contentDocument?.querySelectorAll('.footnotes li') ?? []),
      ];
      const before = items();
      window.preview.applyEdit([{ from: at, to: at + 4, insert: 'Remark' }]);
      return items().every((item, index) => item === before[index]);
    }, from);
    expect(kept).toBe(true);
    expect(await shownHtml()).toBe(await publishedHtml(text.replace('Note 7', 'Remark 7')));
  });

  it('keeps a selection and unfolded details while other words change', async () => {
    await show('First words.\n\n<details><summary>s</summary>x</details>\n\nLast words.\n');
    const state = await host.page.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentDocument as Document;
      (frame.querySelector('details') as HTMLDetailsElement).open = true;
      frame.getSelection()?.selectAllChildren(frame.querySelector('p') as Node);
      window.preview.applyEdit([{ from: 60, to: 60, insert: 'x' }]);
      window.preview.applyEdit([{ from: 30, to: 30, insert: 'y' }]);
      return [frame.getSelection()?.toString(), frame.querySelector('details')?.open];
    });
    expect(state).toEqual(['First words.', true]);
  });

  it('goes to the source line that is clicked, also inside a list, and to a footnote where it is written', async () => {
    await show('Text.[^1]\n\n- one\n- two\n\n[^1]: The note.\n');
    const frame = host.page.frameLocator('iframe');
    await frame.getByText('two').click();
    await frame.getByText('The note.').click();
    expect(await host.page.evaluate(() => window.heard)).toEqual([
      ['go-to-line', 3],
      ['go-to-line', 5],
    ]);
  });

  it('opens posts inside the program and asks for the rest outside', async () => {
    const posts = [{ id: 'posts/two.md', title: 'Two', slug: 'two', address: 'https://blog.example/two/' }];
    await show(
      '[[Two#Some part]]\n\n[out](https://example.org/)\n\n[own](../../secret)\n\n[down](#end)\n\n[mail](mailto:a@b.c)\n',
      { posts },
    );
    const frame = host.page.frameLocator('iframe');
    for (const name of ['Two', 'out', 'own', 'down', 'mail'])
      await frame.getByRole('link', { name, exact: true }).click();
    expect(await host.page.evaluate(() => window.heard)).toEqual([
      ['open-post', 'posts/two.md', 'some-part'],
      ['open-address', 'https://example.org/'],
      ['open-address', 'mailto:a@b.c'],
    ]);
  });

  it('scrolls to a source line, and tells the line it was scrolled to by hand, in short and long texts', async () => {
    for (const count of [60, 1_000]) {
      await show(`${paragraphs(count)}![](media/a.jpg)\n`);
      await host.page.evaluate(() => {
        window.heard.length = 0;
        window.preview.scrollToLine(61.5);
      });
      await host.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(await host.page.evaluate(() => window.heard)).toEqual([]);
      await host.page.locator('iframe').hover();
      await host.page.mouse.wheel(0, 1);
      await host.page.waitForFunction(() => window.heard.length > 0);
      const [name, line] = (await host.page.evaluate(() => window.heard.at(-1))) as [string, number];
      expect(name).toBe('scrolled');
      expect(Math.abs(line - 61.5)).toBeLessThan(0.5);
      await host.page.evaluate(() => window.preview.scrollToLine(-1));
      await expect.poll(() => host.page.frames()[1]?.evaluate(() => scrollY)).toBe(0);
      await host.reload();
    }
  });

  it('leads nowhere once it was closed', async () => {
    await show('[out](https://example.org/)\n');
    await host.page.evaluate(() => window.preview.close());
    await host.page.frameLocator('iframe').getByRole('link', { name: 'out' }).click();
    await host.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const address = await host.page.evaluate(() => document.querySelector('iframe')?.contentDocument?.URL);
    expect(address).toContain('/preview/page/one/post');
    expect(await host.page.evaluate(() => window.heard)).toEqual([]);
  });

  it('marks the block under the cursor and moves the mark', async () => {
    await show('One.\n\nTwo.\n');
    const marked = () => host.page.frameLocator('iframe').locator('[data-offprint-marked]').allTextContents();
    await host.page.evaluate(() => window.preview.markLine(2));
    expect(await marked()).toEqual(['Two.']);
    await host.page.evaluate(() => window.preview.markLine(0, { reveal: true }));
    expect(await marked()).toEqual(['One.']);
  });
});
