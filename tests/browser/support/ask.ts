import type { Locator, Page } from 'playwright-core';

/** Types a question into the composer and sends it with Enter, as people do. */
export async function ask(page: Page, words: string): Promise<void> {
  await page.getByLabel('写下问题').fill(words);
  await page.keyboard.press('Enter');
}

/** The newest answer of the shown conversation. */
export function lastAnswer(page: Page): Locator {
  return page.getByRole('article', { name: '小枢' }).last();
}

/** Sends a question and waits until `count` answers stand complete. */
export async function askAndWait(page: Page, words: string, count = 1): Promise<Locator> {
  await ask(page, words);
  await answered(page, count);
  return lastAnswer(page);
}

/** Waits until `count` answers stand there and none is being made. */
export async function answered(page: Page, count = 1): Promise<void> {
  const done = page.locator('article[aria-label="小枢"][aria-busy="false"]');
  await done.nth(count - 1).waitFor();
  await page.getByRole('button', { name: '发送' }).waitFor();
}
