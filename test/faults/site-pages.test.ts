import { expect, test } from 'vitest';
import { openBlog } from '../main/site/blog.ts';
import { serveBuilt } from '../main/site/served-build.ts';
import { axeViolations } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';

/** How much of the full count is run: the whole looks at every page of the sample blog. */
const share = Number(process.env.OFFPRINT_FAULT_SHARE ?? 1);

test.each([
  ['longread', 'light'],
  ['longread', 'dark'],
  ['journal', 'light'],
  ['journal', 'dark'],
] as const)(
  'axe finds nothing on any page of the sample blog, %s, %s',
  async (theme, colorScheme) => {
    const blog = await openBlog({}, { fromSample: true, theme });
    const { build, server } = await serveBuilt(blog);
    const all = build.manifest.files.flatMap(({ page }) => page?.address ?? []);
    const pages = all.filter((_, index) => index % Math.max(1, Math.round(1 / share)) === 0);
    expect(pages.length).toBeGreaterThan(0);
    const browser = await launchChromium();
    const found: string[] = [];
    try {
      const page = await browser.newPage({ colorScheme });
      for (const address of pages) {
        await page.goto(new URL(address, server.address).href);
        for (const violation of await axeViolations(page)) found.push(`${address} ${violation}`);
      }
    } finally {
      await browser.close();
      await server.close();
    }
    expect(found).toEqual([]);
  },
  1_200_000,
);
