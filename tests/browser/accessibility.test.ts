import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { CustomerView } from '../../kernel/contracts/crm.ts';
import { askAndWait } from './support/ask.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

/** What axe finds serious or critical, one line each with the place. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}`));
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('has no serious fault on the login page', async () => {
    const { page } = await visit({ theme, at: '/login' });
    await page.getByLabel('用户名').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none in a conversation with an answer and a card', async () => {
    const { page } = await visit({ as: SALES, theme, at: '/chat' });
    const answer = await askAndWait(page, '本季度的销售漏斗');
    await answer.getByRole('figure').locator('svg text').first().waitFor();
    await answer.getByRole('button', { expanded: false }).first().click();
    expect(await violations(page)).toEqual([]);
    const [customer] = (
      await (
        await callAs<{ items: CustomerView[] }>(inject('serviceUrl'), SALES)
      )('GET', 'crm/customers')
    ).items;
    await askAndWait(page, `明天上午10点提醒我回访${customer?.name}`, 2);
    await page.locator('[data-card][data-open]').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none in the list of customers, its panel, and the page of one', async () => {
    const { page } = await visit({ as: SALES, theme, at: '/customers' });
    await page.locator('tbody tr').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('tbody tr').first().getByRole('button').click();
    await page.getByRole('dialog').getByRole('heading', { name: '动态' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: '打开客户主页' }).click();
    await page.getByRole('heading', { name: '计划中的跟进' }).waitFor();
    await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it('has none where a file is imported', async () => {
    const { page } = await visit({ as: MANAGER, theme, at: '/imports' });
    await page.getByText('把 CSV 文件拖到这里').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('the keyboard alone', () => {
  it('leads from the login through a question to a customer', async () => {
    const { page } = await visit({ at: '/login' });
    const focused = () =>
      page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');
    await page.getByLabel('用户名').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type(SALES.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(SALES.password);
    await page.keyboard.press('Enter');
    await eventually(focused).toBe('写下问题');
    await page.keyboard.type('最近30天没联系过的客户');
    await page.keyboard.press('Enter');
    const table = page.getByRole('table');
    await table.waitFor();
    await page.getByRole('button', { name: '发送' }).waitFor();

    // Backwards from the composer into the answer, to the last record it names.
    let steps = 0;
    while (!(await page.evaluate<boolean>('document.activeElement.matches("a[href^=\'/customers/\']")'))) {
      await page.keyboard.press('Shift+Tab');
      expect((steps += 1)).toBeLessThan(25);
      expect(await page.evaluate<boolean>('document.activeElement.matches(":focus-visible")')).toBe(true);
    }
    await page.keyboard.press('Enter');
    await address(page).toMatch(/^\/customers\//);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});
