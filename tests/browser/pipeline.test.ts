import { describe, expect, inject, it } from 'vitest';
import type { LeadView, OpportunityView } from '../../kernel/contracts/crm.ts';
import { eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

describe('a lead', () => {
  it('is given to a colleague and turned into a customer with an opportunity', async () => {
    const call = await callAs<LeadView>(inject('serviceUrl'), MANAGER);
    const lead = await call('POST', 'crm/leads', { name: '冯晓', company: '澄湖仪表有限公司', phone: '13800001111' });
    const { page } = await visit({ as: MANAGER, at: `/leads?open=${lead.id}` });
    const panel = page.getByRole('dialog', { name: '冯晓' });
    await panel
      .getByRole('button', { name: /负责人/ })
      .first()
      .click();
    await page.keyboard.type('王磊');
    await page.getByRole('option', { name: /王磊/ }).click();
    await page.getByText('已分配，对方会在线索列表里看到').waitFor();
    await eventually(() => panel.innerText()).toContain('王磊');

    await panel.getByRole('button', { name: '转为客户' }).click();
    const dialog = page.getByRole('dialog', { name: '转为客户' });
    await dialog.getByText('同时新建商机').click();
    await dialog.getByLabel('金额').fill('86,000');
    await dialog.getByRole('button', { name: '转为客户' }).click();
    await page.getByText('「澄湖仪表有限公司」已转为客户').waitFor();
    await panel.getByRole('link', { name: '查看客户' }).click();
    await page.getByRole('heading', { level: 1, name: '澄湖仪表有限公司' }).waitFor();
    await page.getByRole('region', { name: /商机/ }).getByText('8.6 万').waitFor();
  });
});

describe('an opportunity', () => {
  it('is moved on by a stage, and lost only with a reason', async () => {
    const call = await callAs<OpportunityView>(inject('serviceUrl'), SALES);
    const deal = await call('POST', 'crm/opportunities', { name: '望亭产线改造', amount: 120_000 });
    const { page } = await visit({ as: SALES, at: `/opportunities?open=${deal.id}` });
    const panel = page.getByRole('dialog', { name: '望亭产线改造' });
    await panel.getByRole('button', { name: '移到「方案报价」' }).click();
    await page.getByRole('dialog', { name: '移到「方案报价」' }).getByRole('button', { name: /移到/ }).click();
    await eventually(() => panel.locator('[aria-current="step"]').innerText()).toBe('方案报价');

    await panel.getByRole('button', { name: '输单' }).click();
    const dialog = page.getByRole('dialog', { name: '移到「输单」' });
    await dialog.getByRole('button', { name: /移到/ }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByRole('combobox', { name: '输单原因' }).click();
    await page.getByRole('option', { name: '项目暂停' }).click();
    await dialog.getByLabel('补充说明').fill('预算推迟到明年');
    await dialog.getByRole('button', { name: /移到/ }).click();
    await panel.getByText('项目暂停：预算推迟到明年').first().waitFor();
    const stored = await call('GET', `crm/opportunities/${deal.id}`);
    expect(stored).toMatchObject({ stage: 'lost', lost_reason: '项目暂停：预算推迟到明年' });
  });
});
