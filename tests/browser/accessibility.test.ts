import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { CustomerView, OpportunityView } from '../../kernel/contracts/crm.ts';
import type { QualityProgress } from '../../kernel/contracts/data-quality.ts';
import { askAndWait } from './support/ask.ts';
import { address, eventually } from './support/eventually.ts';
import { ADMIN, callAs, MANAGER, SALES } from './support/people.ts';
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

  it('has none in the public pool and where a segment is drawn', async () => {
    const { page } = await visit({ as: MANAGER, theme, at: '/pools' });
    await page.getByRole('button', { name: '新建公海' }).first().click();
    await page.getByRole('dialog').getByLabel('名称').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await violations(page)).toEqual([]);
    await page.goto(new URL('/segments', page.url()).href);
    await page.getByRole('button', { name: '新建分群' }).first().click();
    await page.getByRole('button', { name: '加一个条件' }).click();
    await page
      .locator('output')
      .getByText(/现在有|还有条件/)
      .or(page.getByText('还有条件没有填完。'))
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none in the pages of data quality', async () => {
    const service = inject('serviceUrl');
    const call = await callAs<CustomerView>(service, MANAGER);
    const phone = theme === 'light' ? '13751230011' : '13751230022';
    for (const name of ['苍梧谷物流有限公司', '苍梧谷物流']) await call('POST', 'crm/customers', { name, phone });
    const progress = await callAs<QualityProgress>(service, ADMIN);
    await progress('POST', 'crm/data-quality/recheck', {});
    await eventually(async () => (await progress('GET', 'crm/data-quality/progress')).pending).toBe(0);
    const { page } = await visit({ as: MANAGER, theme, at: '/duplicates' });
    const pair = page.getByRole('listitem').filter({ hasText: '苍梧谷' });
    await pair.getByRole('button', { name: '合并…' }).first().click();
    await page.getByRole('dialog').getByRole('radio').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    for (const [path, words] of [
      ['/data-quality', '缺得最多的字段'],
      ['/data-quality?tab=incomplete', '完整度'],
      ['/data-quality?tab=rules', '每个字段占多少分'],
      ['/custom-fields', '自定义字段会出现在'],
    ] as const) {
      await page.goto(new URL(path, page.url()).href);
      await page.getByText(words).first().waitFor();
      await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
      expect(await violations(page), path).toEqual([]);
    }
    await page.getByRole('button', { name: '新建字段' }).first().click();
    await page.getByRole('dialog').getByLabel('字段名称').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(new URL('/customers?q=苍梧谷', page.url()).href);
    await page.getByRole('checkbox', { name: '选择本页全部' }).click();
    await page.getByRole('button', { name: '批量修改' }).click();
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none on the board, nor in a deal and its dialogs', async () => {
    const call = await callAs<OpportunityView>(inject('serviceUrl'), MANAGER);
    const customer = await call('POST', 'crm/customers', { name: '无障碍有限公司' });
    const fields = { customer_id: customer.id, amount: 10_000, stage: 'proposal' };
    const open = await call('POST', 'crm/opportunities', { ...fields, name: '无障碍在谈' });
    const { page } = await visit({ as: MANAGER, theme, at: '/opportunities?view=board' });
    await page
      .getByRole('region', { name: /^初步接触，/ })
      .getByRole('listitem')
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(new URL(`/opportunities?open=${open.id}`, page.url()).href);
    await page.getByRole('region', { name: '商机体检' }).getByRole('listitem').first().waitFor();
    await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '编辑明细' }).click();
    await page.getByRole('textbox', { name: '数量' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '移到「商务谈判」' }).click();
    await page.getByText('进入「商务谈判」还缺').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none in an order, the forecast, the stages, and where nothing is planned', async () => {
    const call = await callAs<OpportunityView>(inject('serviceUrl'), MANAGER);
    const customer = await call('POST', 'crm/customers', { name: '无障碍交付有限公司' });
    const fields = { customer_id: customer.id, amount: 10_000, stage: 'won' };
    const won = await call('POST', 'crm/opportunities', { ...fields, name: '无障碍赢单' });
    const order = await call('POST', `crm/opportunities/${won.id}/order`, {});
    const { page } = await visit({ as: MANAGER, theme, at: `/orders?open=${order.id}` });
    const go = (path: string) => page.goto(new URL(path, page.url()).href);
    await page
      .getByRole('button', { name: /^完成「/ })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await go('/forecast?by=owner');
    await page.getByRole('table', { name: '业绩预测' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await go('/stages');
    await page.getByRole('button', { name: '修改「方案报价」' }).click();
    await page.getByLabel('允许改到「商务谈判」').waitFor();
    expect(await violations(page)).toEqual([]);
    await go('/activities?tab=unplanned&of=customer');
    await page.getByRole('button', { name: /^为「/ }).first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none in the pages of the knowledge base', async () => {
    const call = await callAs<{ id: string }>(inject('serviceUrl'), MANAGER);
    const title = `无障碍资料${theme}`;
    const { id } = await call('POST', 'knowledge/documents/text', { title, text: '会议室每天早上八点开门。' });
    const { page } = await visit({ as: MANAGER, theme, at: '/knowledge' });
    await page.getByLabel('问题', { exact: true }).fill('会议室每天几点开门');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: '会议室每天几点开门' }).waitFor();
    expect(await violations(page)).toEqual([]);
    for (const [path, words] of [
      [`/knowledge?tab=documents&open=${id}`, '谁能看'],
      ['/knowledge?tab=gaps', '没能回答的问题'],
      ['/knowledge?tab=checks', '各分类的覆盖情况'],
      ['/knowledge?tab=synonyms', '新建同义词'],
      ['/knowledge?tab=evaluations', '把常问的问题'],
    ] as const) {
      await page.goto(new URL(path, page.url()).href);
      await page.getByText(words).first().waitFor();
      await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
      expect(await violations(page), path).toEqual([]);
    }
    await page.goto(new URL('/knowledge?tab=documents', page.url()).href);
    await page.getByRole('button', { name: '上传资料' }).click();
    await page.getByRole('dialog').getByText('把文件拖到这里').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('has none where a file is imported', async () => {
    const { page } = await visit({ as: MANAGER, theme, at: '/imports' });
    await page.getByText('把 Excel 或 CSV 文件拖到这里').waitFor();
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
