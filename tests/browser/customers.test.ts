import { describe, expect, inject, it } from 'vitest';
import type { CustomerView } from '../../kernel/contracts/crm.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, SALES } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

describe('the list of customers', () => {
  it('is searched, sorted and filtered, and its address brings the same list back', async () => {
    const { page, newTab } = await visit({ as: SALES, at: '/customers' });
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    const everything = await rows.count();

    await page.keyboard.press('/');
    await page.keyboard.type('南京');
    await address(page).toContain('q=南京');
    await eventually(async () => (await rows.count()) < everything).toBe(true);
    for (const name of await rows.locator('td').nth(1).allInnerTexts()) expect(name).toContain('南京');
    await page.getByRole('button', { name: '清除', exact: true }).click();
    await eventually(() => rows.count()).toBe(everything);

    const name = page.getByRole('columnheader', { name: '名称' });
    await name.getByRole('button').click();
    await eventually(() => name.getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: '行业' }).first().click();
    await page.getByRole('option', { name: '机械制造' }).click();
    await address(page).toMatch(/sector=机械制造/);
    await eventually(async () => (await rows.count()) < everything).toBe(true);
    const listed = await rows.allInnerTexts();
    for (const row of listed) expect(row).toContain('机械制造');

    const other = await newTab();
    await other.goto(page.url());
    await eventually(() => other.locator('tbody tr').allInnerTexts()).toEqual(listed);
    await other.getByRole('button', { name: '取消筛选「行业」' }).click();
    await eventually(() => other.locator('tbody tr').count()).toBe(everything);
    await other.goBack();
    await eventually(() => other.locator('tbody tr').allInnerTexts()).toEqual(listed);
  });

  it('opens a row beside itself and closes it with Escape', async () => {
    const { page } = await visit({ as: SALES, at: '/customers' });
    const first = page.locator('tbody tr').first().getByRole('button');
    const name = (await first.innerText()).split('\n')[0] ?? '';
    await first.click();
    await address(page).toMatch(/open=/);
    const panel = page.getByRole('dialog');
    await panel.getByRole('heading', { name }).waitFor();
    await panel.getByRole('heading', { name: '动态' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => panel.count()).toBe(0);
    await address(page).toBe('/customers');
  });

  it('keeps what one typed when somebody else was faster, and lets one choose', async () => {
    const call = await callAs<CustomerView>(inject('serviceUrl'), SALES);
    const customer = await call('POST', 'crm/customers', { name: '望亭电子有限公司', city: '苏州' });
    const { page, watch } = await visit({ as: SALES, at: `/customers?open=${customer.id}` });
    watch.expect(new RegExp(`answered 409: PATCH /api/v1/crm/customers/${customer.id}`));
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: '编辑 城市' }).click();
    await call('PATCH', `crm/customers/${customer.id}`, { city: '常州', version: customer.version });
    await panel.getByRole('textbox', { name: '城市' }).fill('无锡');
    await page.keyboard.press('Enter');

    const notice = panel.getByRole('alert').filter({ hasText: '别人先改了这条记录' });
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/苏州\s*→\s*常州/);
    expect(await notice.innerText()).toContain('无锡');
    await notice.getByRole('button', { name: '仍保存我的内容' }).click();
    await eventually(() => panel.getByRole('button', { name: '编辑 城市' }).innerText()).toContain('无锡');
    expect((await call('GET', `crm/customers/${customer.id}`)).city).toBe('无锡');
  });
});
