import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How long nothing changes in a page that stands still, in milliseconds. */
const stillness = 100;

/**
 * What axe finds wrong with the page as it stands, or with the elements of a selector: the rule and the start of the element, one line
 * each. Other documents in the page (the preview) are not looked at. Waits until the page stands still, and looks again when
 * something changed under axe's eyes: it names elements that are gone, or fails on them.
 */
export async function axeViolations(page: Page, within?: string): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    async ([selector, quiet]) => {
      const checker = Reflect.get(window, 'axe') as typeof import('axe-core');
      let changes = 0;
      const observer = new MutationObserver(() => {
        changes += 1;
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true });
      try {
        for (;;) {
          const before = changes;
          await new Promise((resolve) => setTimeout(resolve, quiet));
          if (changes !== before) continue;
          try {
            const scope = { ...(selector !== undefined && { include: [selector] }), exclude: ['iframe'] };
            const { violations } = await checker.run(scope, { iframes: false });
            if (changes !== before) continue;
            return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
          } catch (error) {
            if (changes === before) throw error;
          }
        }
      } finally {
        observer.disconnect();
      }
    },
    [within, stillness] as const,
  );
}
