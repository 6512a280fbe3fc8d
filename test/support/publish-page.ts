import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { TargetSettings } from '../../common/site-settings.ts';
import { en } from '../../common/text/en.ts';

/** Where screenshots go; none are made when it is not set. */
const screenshots = process.env.OFFPRINT_SCREENSHOTS;

/** Runs a command by its label in the palette. */
export async function runCommand(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: en.palette.name }).fill(label);
  await page.keyboard.press('Enter');
}

/** Opens the form of a new place and types what its settings and secret say. */
export async function fillForm(page: Page, settings: TargetSettings, secret?: string): Promise<void> {
  await runCommand(page, en.commands['publish.places']);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: en.places.kinds[settings.kind], exact: true }).click();
  const more = dialog.getByText(en.places.more, { exact: true });
  if ((await more.count()) > 0) await more.click();
  for (const [key, value] of Object.entries(settings)) {
    const label = en.places.fields[key];
    if (label !== undefined) await dialog.getByLabel(label, { exact: true }).fill(String(value));
  }
  const secretLabel = en.places.secrets[settings.kind];
  if (secret !== undefined && secretLabel !== undefined)
    await dialog.getByLabel(secretLabel, { exact: true }).fill(secret);
}

/** Presses Test; a server that is new is trusted and tested again. */
export async function testPlace(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  const test = dialog.getByRole('button', { name: en.places.test });
  await test.click();
  const trust = dialog.getByRole('button', { name: en.places.trust });
  const works = dialog.getByText(en.places.tested);
  await trust.or(works).waitFor({ timeout: 60_000 });
  if (await works.isVisible()) return;
  await trust.click();
  await test.click();
  await works.waitFor({ timeout: 60_000 });
}

/** Publishes with the button and waits until it is live. */
export async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(?:Publish|Update)$/ }).click();
  await finished(page);
}

/** Waits until a publish is live. */
export async function finished(page: Page): Promise<void> {
  await page.getByText(en.publish.live, { exact: true }).waitFor({ timeout: 60_000 });
}

/** Takes the screen, wide and narrow, light and dark, when OFFPRINT_SCREENSHOTS names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  if (screenshots === undefined) return;
  await mkdir(screenshots, { recursive: true });
  for (const width of [1440, 900]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const file = `${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`;
      // What fades from one colour to the other has arrived.
      await page.screenshot({ path: path.join(screenshots, file), animations: 'disabled' });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}
