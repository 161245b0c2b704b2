import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { logInOverHttp, type Person } from './people.ts';
import { watchPage, type PageWatch } from './watch-page.ts';

/** A person before the console: a browser profile of its own with one page. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: PageWatch;
  /** Another tab of the same profile, watched as well. */
  newTab(): Promise<Page>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** Signed in as this person; nobody when left out. */
  readonly as?: Person;
  /** Where the page goes first; default `/`. */
  readonly at?: string;
  /** Another service than the one all tests share. */
  readonly url?: string;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Pictures that tests take; git does not keep them. */
export const SCREENSHOTS = join(import.meta.dirname, '..', 'screenshots');
const WAIT_MS = 20_000;

/**
 * Gives a test file one browser, and each test visitors of its own. After every test their pages must not have shown
 * an error that the test did not name.
 */
export function visitors(): (options?: VisitOptions) => Promise<Visitor> {
  let browser: Browser;
  let open: { context: BrowserContext; watches: PageWatch[] }[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(open, task.name);
    const faults = open.flatMap((one) => one.watches.flatMap((watch) => watch.faults()));
    await Promise.all(open.map((one) => one.context.close()));
    open = [];
    expect(faults).toEqual([]);
  });
  return async (options = {}) => {
    const context = await newProfile(browser, options);
    const watches: PageWatch[] = [];
    open.push({ context, watches });
    const newTab = async (): Promise<Page> => {
      const page = await context.newPage();
      watches.push(watchPage(page));
      return page;
    };
    const page = await newTab();
    await page.goto(options.at ?? '/');
    return { page, context, watch: all(watches), newTab };
  };
}

/** What every visitor saw when the test failed, for whoever looks into it. */
async function picture(open: readonly { context: BrowserContext }[], name: string): Promise<void> {
  const pages = open.flatMap((one) => one.context.pages());
  await Promise.all(
    pages.map((page, index) => page.screenshot({ path: join(SCREENSHOTS, `failed ${name} ${index + 1}.png`) })),
  );
}

async function newProfile(browser: Browser, options: VisitOptions): Promise<BrowserContext> {
  const { as, at: _at, url, theme = 'light', width = 1440, height = 900, ...rest } = options;
  const baseURL = url ?? inject('serviceUrl');
  const localStorage =
    as === undefined ? [] : [{ name: 'xiaoshu.refresh_token', value: await logInOverHttp(baseURL, as) }];
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height },
    storageState: { cookies: [], origins: [{ origin: baseURL, localStorage }] },
    ...rest,
  });
  context.setDefaultTimeout(WAIT_MS);
  return context;
}

function all(watches: readonly PageWatch[]): PageWatch {
  return {
    faults: () => watches.flatMap((watch) => watch.faults()),
    expect: (fault) => {
      for (const watch of watches) watch.expect(fault);
    },
  };
}
