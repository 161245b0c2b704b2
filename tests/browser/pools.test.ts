import { describe, expect, inject, it } from 'vitest';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES } from './support/people.ts';
import { takeAll } from './support/take-all.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

describe('the public pool', () => {
  it('is set up by the manager; a lead given back is picked there by somebody else', async () => {
    const { page } = await visit({ as: MANAGER, at: '/pools' });
    const shared = page.getByRole('tab', { name: /客户公海/ });
    await shared.waitFor();
    await page.locator('tbody tr').nth(11).waitFor();
    await page.getByRole('button', { name: '新建公海' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('线索公海');
    await dialog.getByRole('combobox', { name: '回收对象' }).click();
    await page.getByRole('option', { name: '线索' }).click();
    await dialog.getByRole('button', { name: '加一个条件' }).click();
    await dialog.getByRole('button', { name: /^字段/ }).click();
    await page.getByRole('option', { name: '公司' }).click();
    await dialog.getByRole('combobox', { name: '比较方式' }).click();
    await page.getByRole('option', { name: '包含' }).click();
    await dialog.getByLabel('比较的值').fill('松林');
    await dialog.getByLabel('原负责人几天内不能再领').fill('0');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('tab', { name: /线索公海/, selected: true }).waitFor();
    await page.getByText('公海里没有记录').waitFor();

    const call = await callAs<LeadView>(inject('serviceUrl'), SALES);
    const lead = await call('POST', 'crm/leads', { name: '许经理', company: '松林纸业' });
    const seller = await visit({ as: SALES, at: `/leads?open=${lead.id}` });
    await seller.page.getByRole('button', { name: '放回公海' }).click();
    await seller.page.getByLabel('原因').fill('三次没联系上');
    await seller.page.getByRole('dialog').last().getByRole('button', { name: '放回公海' }).click();
    await seller.page.getByText('已放回「线索公海」。').waitFor();
    await address(seller.page).toBe('/leads');

    await page.reload();
    await page.getByRole('tab', { name: /线索公海/ }).click();
    const row = page.getByRole('row', { name: /许经理/ });
    await row.getByText('三次没联系上').waitFor();
    await row.getByRole('button', { name: '领取' }).click();
    await page.getByText('「许经理」已归您，记得尽快联系。').waitFor();
    await page.getByText('公海里没有记录').waitFor();
    const mine = await (await callAs<LeadView>(inject('serviceUrl'), MANAGER))('GET', `crm/leads/${lead.id}`);
    expect(mine.status).toBe('new');
  });

  it('shows what lies in it and its rules', async () => {
    const call = await callAs<LeadView>(inject('serviceUrl'), MANAGER);
    for (const name of ['许经理', '方总', '段老师', '袁经理']) {
      const lead = await call('POST', 'crm/leads', { name, company: `松林${name[0]}记纸业` });
      await call('POST', `crm/leads/${lead.id}/release`, { version: lead.version, reason: '多次联系不上' });
    }
    const { page } = await visit({ as: MANAGER, at: '/pools' });
    await page.getByRole('tab', { name: /线索公海/ }).click();
    await page.getByRole('row', { name: /许经理/ }).waitFor();
    await page.locator('tbody tr').nth(3).waitFor();
    await takeAll(page, 'pools');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: '公海规则' }).click();
    await page.getByRole('dialog').getByLabel('名称').waitFor();
    await takeAll(page, 'pool-rules');
  });
});

describe('segments', () => {
  it('are drawn line by line with a live count, and filter the list', async () => {
    const { page } = await visit({ as: SALES, at: '/segments' });
    await page.getByText('还没有分群').waitFor();
    await page.getByRole('button', { name: '新建分群' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('大客户');
    const count = dialog.locator('output');
    await count.getByText(/现在有 \d+ 条符合/).waitFor();
    const all = await count.innerText();
    await dialog.getByRole('button', { name: '加一个条件' }).click();
    await dialog.getByRole('button', { name: /^字段/ }).click();
    await page.getByRole('option', { name: '员工人数' }).click();
    await dialog.getByRole('combobox', { name: '比较方式' }).click();
    await page.getByRole('option', { name: '不小于' }).click();
    await dialog.getByText('还有条件没有填完。').waitFor();
    await dialog.getByLabel('比较的值').fill('300');
    await eventually(async () => (await count.innerText()) === all).toBe(false);
    await takeAll(page, 'segment');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: '保存' }).click();
    await takeAll(page, 'segments');
    await page.setViewportSize({ width: 1440, height: 900 });
    const row = page.getByRole('listitem').filter({ hasText: '大客户' });
    const size = Number(await row.locator('.num').innerText());
    expect(size).toBeGreaterThan(0);
    await row.getByRole('link', { name: '查看名单' }).click();
    await address(page).toMatch(/segment_id=/);
    await eventually(() => page.locator('tbody tr').count()).toBe(Math.min(size, 20));
    await page.getByRole('button', { name: '取消筛选「分群」' }).waitFor();
  });
});

describe('views of a list', () => {
  it('are kept on the server, so another browser has them too', async () => {
    const first = await visit({ as: SALES, at: '/customers?sector=机械制造&sort=name' });
    await first.page.locator('tbody tr').first().waitFor();
    await first.page.getByRole('button', { name: '视图' }).click();
    await first.page.getByRole('menuitem', { name: '保存当前视图' }).click();
    await first.page.getByLabel('视图名称').fill('机械行业');
    await first.page.getByRole('button', { name: '保存' }).click();
    await first.page.getByText('已保存视图「机械行业」').waitFor();
    const second = await visit({ as: SALES, at: '/customers' });
    await second.page.locator('tbody tr').first().waitFor();
    await second.page.getByRole('button', { name: '视图' }).click();
    await second.page.getByRole('menuitem', { name: '机械行业', exact: true }).click();
    await address(second.page).toMatch(/sector=机械制造/);
    await address(second.page).toMatch(/sort=name/);
  });
});

describe('giving out leads', () => {
  it('is set by a rule; a waiting lead then goes to somebody with the reason beside it', async () => {
    const call = await callAs<LeadView>(inject('serviceUrl'), MANAGER);
    const lead = await call('POST', 'crm/leads', { name: '方总', company: '竹海食品', owner_id: null });
    const { page } = await visit({ as: MANAGER, at: '/assignment' });
    await page.getByRole('button', { name: '新建规则' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('规则名称').fill('食品行业');
    await dialog.getByRole('button', { name: /^分给谁|添加同事/ }).click();
    await page.getByRole('option', { name: /王磊/ }).click();
    await dialog.getByRole('button', { name: '加一个条件' }).click();
    await dialog.getByRole('button', { name: /^字段/ }).click();
    await page.getByRole('option', { name: '公司' }).click();
    await dialog.getByLabel('比较的值').fill('竹海食品');
    await dialog.getByLabel('只在工作时间分配，其余时间等到上班').click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('食品行业').waitFor();
    await page.goto(new URL(`/leads?open=${lead.id}`, page.url()).href);
    await page.getByRole('button', { name: '按规则分配' }).click();
    await page.getByRole('dialog').getByText('按规则“食品行业”分给王磊：轮到了。').first().waitFor();
    await eventually(async () => (await call('GET', `crm/leads/${lead.id}`)).owner_name).toBe('王磊');
  });
});
