import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { ProductView } from '../../kernel/contracts/crm.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, MANAGER } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

/** Opportunities as a Chinese spreadsheet saves them, one of them for a product as it is written here. */
function deals(product: string): { name: string; mimeType: string; buffer: Buffer } {
  const lines = [
    '编号,商机名称,产品,阶段,金额',
    `QH-001,澄湖一期,${product},方案报价,"86,000"`,
    'QH-002,澄湖二期,,需求确认,120000',
  ];
  return { name: '商机.csv', mimeType: 'text/csv', buffer: iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030') };
}

async function upload(page: Page, product: string): Promise<void> {
  await page.goto('/imports');
  await page.getByRole('combobox', { name: '导入为' }).click();
  await page.getByRole('option', { name: '商机' }).click();
  await page.locator('input[type=file]').setInputFiles(deals(product));
  await address(page).toMatch(/^\/imports\/./);
}

/** Starts the import and waits for what it did: created, updated, unchanged, failed. */
async function start(page: Page, rows: number): Promise<string[]> {
  await page.getByRole('button', { name: `开始导入 ${rows} 行` }).click();
  await page.getByText('全部行都已导入。').waitFor();
  return await page.locator('main dl dd').allInnerTexts();
}

describe('an import', () => {
  it('reads GB18030, asks what an unknown product means, and changes nothing the second time', async () => {
    const { items } = await (
      await callAs<{ items: ProductView[] }>(inject('serviceUrl'), MANAGER)
    )('GET', 'crm/products');
    const product = items.find((one) => one.name.length > 6)?.name ?? '';
    const slip = product.slice(0, -1);
    const { page } = await visit({ as: MANAGER, at: '/imports' });
    await upload(page, slip);
    await page.getByText('GB18030').waitFor();
    await page.getByText('可以导入 1 行，1 行有问题').waitFor();
    // The words of the file, and not those of the database.
    expect(await page.getByRole('table').last().innerText()).not.toMatch(/proposal|qualification/);
    await page.getByRole('button', { name: `应为「${product}」` }).click();
    await page.getByText('可以导入 2 行，0 行有问题').waitFor();
    expect(await start(page, 2)).toEqual(['2', '0', '0', '0']);
    await page.getByRole('link', { name: '查看商机' }).click();
    await page.getByRole('button', { name: /澄湖一期/ }).waitFor();

    await upload(page, product);
    expect(await start(page, 2)).toEqual(['0', '0', '2', '0']);
    await page.goto('/imports');
    await eventually(() => page.getByRole('link', { name: '商机.csv' }).count()).toBe(2);
  });
});
