import { describe, expect, inject, it } from 'vitest';
import { askAndWait } from './support/ask.ts';
import { eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

describe('a manager', () => {
  it('ranks regions, goes on with half a sentence, and takes a table along as CSV', async () => {
    const { page, context } = await visit({ as: MANAGER, at: '/chat' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const ranking = await askAndWait(page, '各区域本季度的赢单金额排名');
    expect(await ranking.getByRole('columnheader').allInnerTexts()).toContain('区域');
    expect(await ranking.locator('p', { hasText: '口径：' }).innerText()).toContain('季度');

    await ranking.getByRole('button', { name: '复制为 CSV' }).click();
    await page.getByText('已复制').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toMatch(/^区域,赢单金额\r?\n华东,\d+/);

    const south = await askAndWait(page, '那华南呢', 2);
    const filter = await south.locator('p', { hasText: '口径：' }).innerText();
    expect(filter).toContain('华南');
    expect(filter).toContain('季度');
  });

  it('is asked which one is meant by a name that two customers bear', async () => {
    const call = await callAs(inject('serviceUrl'), SALES);
    for (const name of ['海棠湾酒店管理有限公司', '海棠湾物业服务有限公司'])
      await call('POST', 'crm/customers', { name });
    const { page } = await visit({ as: MANAGER, at: '/chat' });
    await askAndWait(page, '给海棠湾打上重点客户标签');
    const choices = page.getByRole('group').getByRole('button');
    expect(await choices.count()).toBe(2);
    await choices.filter({ hasText: '物业' }).click();
    const card = page.locator('[data-card][data-open]');
    await eventually(() => card.innerText()).toContain('海棠湾物业服务有限公司');
    // A choice is made once: the first question no longer offers it.
    expect(await choices.first().isDisabled()).toBe(true);
    await card.getByRole('button', { name: '不要' }).click();
    await page.getByText('已放弃，没有做任何改动').waitFor();
  });
});
