import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const LONG = { timeout: 15_000, interval: 50 };

/** Waits until what `read` answers is as expected: `await eventually(() => page.title()).toBe('客户')`. */
export function eventually<T>(read: () => Promise<T> | T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, LONG);
}

/** Waits until the address of the page, path and query without its origin, is as expected. */
export function address(page: Page): ReturnType<typeof expect.poll<string>> {
  return expect.poll(() => {
    const { pathname, search } = new URL(page.url());
    return decodeURIComponent(pathname + search);
  }, LONG);
}
