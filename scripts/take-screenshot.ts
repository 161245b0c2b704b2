import { join } from 'node:path';
import { askAndWait } from '../tests/browser/support/ask.ts';
import { launchBrowser } from '../tests/browser/support/launch-browser.ts';
import { MANAGER } from '../tests/browser/support/people.ts';
import { startServiceProcess } from '../tests/browser/support/start-service-process.ts';

/** Takes the picture of the README: a service with demo data, a manager, the funnel of the quarter. Needs a built console. */
const OUT = join(import.meta.dirname, '..', 'docs', 'screenshot.png');

const service = await startServiceProcess({ DEMO_DATA: 'on' });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({
    baseURL: service.url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  await page.goto('/');
  await page.getByLabel('用户名').fill(MANAGER.username);
  await page.getByLabel('密码').fill(MANAGER.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('写下问题').waitFor();
  const answer = await askAndWait(page, '本季度的销售漏斗');
  await answer.getByRole('figure').locator('svg text').first().waitFor();
  await page.screenshot({ path: OUT });
  console.log(OUT);
} finally {
  await browser.close();
  await service.stop();
}
