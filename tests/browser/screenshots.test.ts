import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { describe, inject, it } from 'vitest';
import type { CustomerView } from '../../kernel/contracts/crm.ts';
import { askAndWait } from './support/ask.ts';
import { eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES } from './support/people.ts';
import { takeAll } from './support/take-all.ts';
import { SCREENSHOTS, visitors, type VisitOptions } from './support/visitors.ts';

const visit = visitors();
const of = (options: VisitOptions): Promise<Page> => visit(options).then(({ page }) => page);

/** Pictures of a state that a file of this suite has made itself are taken there: the files share one service. */
describe('pictures for those who look at every page before it is done', () => {
  it('login', async () => {
    const page = await of({ at: '/login' });
    await page.getByLabel('用户名').waitFor();
    await takeAll(page, 'login');
  });

  it('conversation', async () => {
    const page = await of({ as: SALES, at: '/chat' });
    const answer = await askAndWait(page, '本季度的销售漏斗');
    await answer.getByRole('figure').locator('svg text').first().waitFor();
    await takeAll(page, 'chat');
  });

  it('card', async () => {
    const page = await of({ as: SALES, at: '/chat' });
    const call = await callAs<{ items: CustomerView[] }>(inject('serviceUrl'), SALES);
    const { items } = await call('GET', 'crm/customers');
    const customer = items.findLast(({ tags }) => !tags.includes('价格敏感'));
    await askAndWait(page, `给${customer?.name}打上「价格敏感」标签，并安排后天下午3点电话回访`);
    await page.locator('[data-card][data-open]').nth(1).waitFor();
    await takeAll(page, 'card');
  });

  it('customers', async () => {
    const page = await of({ as: SALES, at: '/customers' });
    await page.locator('tbody tr').first().waitFor();
    await takeAll(page, 'customers');
  });

  it('customer', async () => {
    const page = await of({ as: SALES, at: '/customers?sort=-last_activity_at' });
    await page.locator('tbody tr').first().getByRole('button').click();
    await page.getByRole('dialog').getByRole('heading', { name: '动态' }).waitFor();
    await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
    await page.screenshot({ path: join(SCREENSHOTS, 'customer-panel-1440-light.png') });
    await page.getByRole('link', { name: '打开客户主页' }).click();
    await page.getByRole('heading', { name: '计划中的跟进' }).waitFor();
    await takeAll(page, 'customer');
  });

  it('import', async () => {
    const page = await of({ as: MANAGER, at: '/imports' });
    await page.getByText('把 Excel 或 CSV 文件拖到这里').waitFor();
    await takeAll(page, 'imports');
    await page.getByRole('combobox', { name: '导入为' }).click();
    await page.getByRole('option', { name: '商机' }).click();
    const text = '商机名称,产品,阶段,金额\r\n湖滨一期,连锁门店管理,方案报价,"86,000"\r\n湖滨二期,,需求确认,120000\r\n';
    const buffer = iconv.encode(text, 'gb18030');
    await page.locator('input[type=file]').setInputFiles({ name: '商机清单.csv', mimeType: 'text/csv', buffer });
    await page.getByText('可以导入').waitFor();
    await takeAll(page, 'import');
  });
});
