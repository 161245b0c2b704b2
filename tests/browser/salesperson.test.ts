import { describe, expect, inject, it } from 'vitest';
import type { CustomerView } from '../../kernel/contracts/crm.ts';
import { ask, answered, askAndWait, lastAnswer } from './support/ask.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, SALES } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

/** A customer of the salesperson that no other journey touches. */
async function newCustomer(name: string): Promise<CustomerView> {
  const call = await callAs<CustomerView>(inject('serviceUrl'), SALES);
  return await call('POST', 'crm/customers', { name, region: '华东', city: '杭州' });
}

describe('a salesperson', () => {
  it('logs in, asks for the funnel and sees figures, table, drawing, filter and how it was found', async () => {
    const { page } = await visit();
    await page.getByLabel('用户名').fill(SALES.username);
    await page.getByLabel('密码').fill(SALES.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /今天想先看什么/ }).waitFor();

    const answer = await askAndWait(page, '本季度的销售漏斗');
    expect(await answer.innerText()).toMatch(/在手 \d+ 单/);
    expect(await answer.getByRole('region', { name: '销售漏斗' }).getByRole('row').count()).toBeGreaterThan(3);
    const bars = answer.getByRole('figure', { name: /销售漏斗：/ }).locator('svg path');
    await eventually(() => bars.count()).toBeGreaterThan(3);
    expect(await answer.locator('p', { hasText: '口径：' }).innerText()).toContain('第');
    await address(page).toMatch(/^\/chat\/[0-9a-f-]{36}$/);

    const step = answer.getByRole('button', { expanded: false }).first();
    await step.click();
    expect(await answer.getByRole('listitem').first().innerText()).toContain('结果');

    await answer.getByRole('button', { name: '看数据' }).click();
    await answer.getByRole('button', { name: '看图' }).waitFor();
  });

  it('follows an answer to the record it speaks of, and comes back to the conversation', async () => {
    const { page } = await visit({ as: SALES, at: '/chat' });
    const answer = await askAndWait(page, '最近30天没联系过的客户');
    const link = answer.getByRole('table').getByRole('link').first();
    const name = await link.innerText();
    await link.click();
    await address(page).toMatch(/^\/customers\//);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.goBack();
    await answered(page);
    expect(await lastAnswer(page).innerText()).toContain(name);
  });

  it('has a tag and a follow-up proposed in one sentence and agrees with one key each', async () => {
    const customer = await newCustomer('临江阀门制造有限公司');
    const { page } = await visit({ as: SALES, at: '/chat' });
    await ask(page, '给临江阀门打上「重点客户」标签，并安排后天下午3点电话回访');
    const cards = page.locator('[data-card][data-open]');
    await eventually(() => cards.count()).toBe(2);
    expect(await cards.first().innerText()).toMatch(/标签\s+空\s+重点客户/);
    expect(await cards.last().innerText()).toMatch(/15:00/);

    await page.getByLabel('写下问题').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('a');
    await eventually(() => cards.count()).toBe(1);
    await eventually(() => page.evaluate("document.activeElement.hasAttribute('data-open')")).toBe(true);
    await page.getByRole('button', { name: '发送' }).waitFor();
    await page.keyboard.press('a');
    await eventually(() => cards.count()).toBe(0);
    await eventually(() => page.getByText('已同意').count()).toBe(2);

    await page.goto(`/customers/${customer.id}`);
    await page.getByRole('button', { name: '移除标签「重点客户」' }).waitFor();
    await page.getByRole('heading', { name: '计划中的跟进' }).waitFor();
    const timeline = page.getByRole('region', { name: '动态' });
    await eventually(() => timeline.innerText()).toContain('重点客户');
  });

  it('edits a proposal before agreeing to it, and refuses another without a trace', async () => {
    const customer = await newCustomer('栖霞包装材料有限公司');
    const { page } = await visit({ as: SALES, at: '/chat' });
    await ask(page, '给栖霞包装打上「老客户」标签');
    const open = page.locator('[data-card][data-open]');
    await open.waitFor();
    // Keys and questions are taken once the answer stands.
    const settled = page.getByRole('button', { name: '发送' });
    await settled.waitFor();
    await open.focus();
    await page.keyboard.press('e');
    const box = open.getByRole('textbox').last();
    await box.fill('季度复盘');
    await box.press('Enter');
    await open.getByRole('button', { name: '按修改后的执行' }).click();
    await page.getByText('已修改并同意').waitFor();
    await settled.waitFor();

    await ask(page, '给栖霞包装打上「价格敏感」标签');
    await open.waitFor();
    await settled.waitFor();
    await open.getByRole('button', { name: '不要' }).click();
    await page.getByText('已放弃，没有做任何改动').waitFor();

    const call = await callAs<CustomerView>(inject('serviceUrl'), SALES);
    const { tags } = await call('GET', `crm/customers/${customer.id}`);
    expect(tags).toContain('季度复盘');
    expect(tags).not.toContain('价格敏感');
  });
});
