import type { Page } from 'playwright-core';

/** What went wrong in a page: errors it wrote, errors it threw, requests that failed, answers of status 400 and above. */
export interface PageWatch {
  /** Faults so far, one line each, without those that were expected. */
  faults(): string[];
  /** Names a fault that the journey brings about on purpose; it holds for what came before and comes after. */
  expect(fault: RegExp): void;
}

/** Watches a page from now on. */
export function watchPage(page: Page): PageWatch {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // Chromium repeats every refused answer in its console; those are counted below with their method and path.
    if (message.text().startsWith('Failed to load resource')) return;
    seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // The page itself gives up a question whose answer nobody waits for any more.
    if (reason !== 'net::ERR_ABORTED') seen.push(`failed: ${request.method()} ${path(request.url())} ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    seen.push(`answered ${response.status()}: ${response.request().method()} ${path(response.url())}`);
  });
  return {
    faults: () => seen.filter((line) => !expected.some((pattern) => pattern.test(line))),
    expect: (fault) => void expected.push(fault),
  };
}

function path(url: string): string {
  return new URL(url).pathname;
}
