import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listThemes } from '../../../main/site/theme/list-themes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const shippedThemesFolder = path.resolve('themes');

test('lists the built-in themes and the site’s own, by the names they show', async () => {
  const siteFolder = await temporaryFolder();
  await mkdir(path.join(siteFolder, 'themes/harbour'), { recursive: true });
  await writeFile(path.join(siteFolder, 'themes/harbour/theme.yml'), 'name: Harbour lights\nextends: longread\n');
  // Single files that lie over a built-in theme make no second one, and a broken description hides none.
  await mkdir(path.join(siteFolder, 'themes/longread/templates'), { recursive: true });
  await mkdir(path.join(siteFolder, 'themes/broken'), { recursive: true });
  await writeFile(path.join(siteFolder, 'themes/broken/theme.yml'), 'name: [');
  const themes = await listThemes({ shippedThemesFolder, siteFolder });
  expect(themes.map(({ theme, name }) => [theme, name])).toEqual([
    ['broken', 'broken'],
    ['harbour', 'Harbour lights'],
    ['journal', 'Journal'],
    ['longread', 'Long read'],
  ]);
  expect(themes.find(({ theme }) => theme === 'journal')?.description).toContain('pictures');
});

test('lists the built-in themes for a site without any of its own', async () => {
  const themes = await listThemes({ shippedThemesFolder, siteFolder: await temporaryFolder() });
  expect(themes.map(({ theme }) => theme)).toEqual(['journal', 'longread']);
});
