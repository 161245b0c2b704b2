import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { SCREENSHOTS } from './visitors.ts';

const HEIGHTS = { 1440: 900, 1024: 768, 390: 844 } as const;
const WIDTHS = [1440, 1024, 390] as const;

/**
 * Takes the page as it stands in both themes and all widths, for people to look at: with `PICTURES=on npm run test:browser`.
 * Otherwise nothing is taken, and the suite is done in half the time.
 */
export async function takeAll(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== 'on') return;
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHTS[width] });
      await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}-${theme}.png`) });
    }
  }
}
