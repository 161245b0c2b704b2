import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { ContactView, CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import type { CustomFieldView } from '../../kernel/contracts/custom-fields.ts';
import type { QualityProgress, QualityRules } from '../../kernel/contracts/data-quality.ts';
import { xlsxOf } from '../support/office-files.ts';
import { address, eventually } from './support/eventually.ts';
import { ADMIN, callAs, MANAGER, SALES, type Person } from './support/people.ts';
import { takeAll } from './support/take-all.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

async function made<T>(person: Person, path: string, body: object): Promise<T> {
  return await (
    await callAs<T>(inject('serviceUrl'), person)
  )('POST', `crm/${path}`, body);
}

/** Has all records looked at now; by itself the service does so every minute. */
async function lookAtAll(): Promise<void> {
  const call = await callAs<QualityProgress>(inject('serviceUrl'), ADMIN);
  await call('POST', 'crm/data-quality/recheck', {});
  await eventually(async () => (await call('GET', 'crm/data-quality/progress')).pending).toBe(0);
}

async function wide(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

const pairOf = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) });

describe('duplicates', () => {
  it('are merged field by field with what belongs to them, and parted again', async () => {
    const kept = await made<CustomerView>(SALES, 'customers', {
      name: '青枫岭精密机械有限公司',
      sector: '机械制造',
      city: '苏州',
      phone: '13651237788',
    });
    const twin = await made<CustomerView>(SALES, 'customers', {
      name: '青枫岭精密机械',
      sector: '汽车零部件',
      phone: '13651237788',
      description: '展会上认识的',
    });
    await made<ContactView>(SALES, 'contacts', { customer_id: twin.id, name: '龚经理', title: '采购经理' });
    await lookAtAll();
    const { page } = await visit({ as: SALES, at: '/duplicates' });
    const pair = pairOf(page, kept.name);
    await pair.getByText('手机号相同').waitFor();
    await takeAll(page, 'duplicates');
    await wide(page);
    await pair.getByRole('button', { name: twin.name, exact: true }).click();
    await address(page).toBe(`/duplicates?open=${twin.id}`);
    await page.getByRole('dialog').getByRole('heading', { name: twin.name }).waitFor();
    await page.keyboard.press('Escape');
    await pair.getByRole('button', { name: '合并…' }).click();
    const dialog = page.getByRole('dialog');
    const sector = dialog.getByRole('group', { name: '行业' });
    await sector.waitFor();
    if (!(await dialog.getByText('保留', { exact: true }).locator('..').innerText()).includes('有限公司'))
      await dialog.getByRole('button', { name: '交换：保留另一条' }).click();
    await sector.getByRole('radio', { checked: true }).and(sector.getByLabel('机械制造')).waitFor();
    await sector.getByLabel('汽车零部件').check();
    await eventually(() => sector.getByLabel('汽车零部件').isChecked()).toBe(true);
    await dialog.getByText('联系人 1').waitFor();
    await takeAll(page, 'merge');
    await wide(page);
    await dialog.getByRole('button', { name: '合并', exact: true }).click();
    await page.getByRole('heading', { name: `已合并到「${kept.name}」` }).waitFor();
    const call = await callAs<CustomerView>(inject('serviceUrl'), SALES);
    expect(await call('GET', `crm/customers/${kept.id}`)).toMatchObject({
      sector: '汽车零部件',
      city: '苏州',
      description: '展会上认识的',
    });
    await page.getByRole('button', { name: '完成' }).click();
    const old = await visit({ as: SALES, at: `/customers?open=${twin.id}` });
    old.watch.expect(/answered 404: GET \/api\/v1\/crm\/customers/);
    await old.page.getByText(`这条记录已经并入「${kept.name}」`).waitFor();
    await old.page.getByRole('link', { name: '打开合并后的记录' }).click();
    await address(old.page).toBe(`/customers?open=${kept.id}`);
    await old.page.getByRole('heading', { name: kept.name }).waitFor();
    await eventually(() => pair.count()).toBe(0);

    await page.getByRole('tab', { name: '合并记录' }).click();
    const row = page.getByRole('listitem').filter({ hasText: `「${twin.name}」并入「${kept.name}」` });
    await row.getByText('联系人 1').waitFor();
    await row.locator('summary').click();
    await takeAll(page, 'merges');
    await wide(page);
    await row.getByRole('button', { name: /撤销合并/ }).click();
    await page.getByRole('dialog').getByText('转回去的有：').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '撤销合并' }).click();
    await page.getByText(/又是两条记录/).waitFor();
    await row.getByText('已撤销').waitFor();
    expect((await call('GET', `crm/customers/${kept.id}`)).sector).toBe('机械制造');
    expect((await call('GET', `crm/customers/${twin.id}`)).name).toBe(twin.name);
  });

  it('that are two records are set aside and can be suspected again', async () => {
    const names = ['芦荻洲食品有限公司', '芦荻洲食品'];
    for (const name of names) await made<CustomerView>(SALES, 'customers', { name, phone: '13651239900' });
    await lookAtAll();
    const { page } = await visit({ as: SALES, at: '/duplicates?min_score=75' });
    const pair = pairOf(page, '芦荻洲食品');
    await pair.getByRole('button', { name: '不是重复' }).click();
    await page.getByText('已标记为不是重复').waitFor();
    await eventually(() => pair.count()).toBe(0);
    await page.getByRole('tab', { name: '不是重复' }).click();
    await address(page).toMatch(/tab=dismissed/);
    await pair.getByRole('button', { name: '重新标记为疑似重复' }).click();
    await page.getByText('已重新标记为疑似重复').waitFor();
    await page.getByRole('tab', { name: '疑似重复' }).click();
    await pair.waitFor();
    await page.getByRole('combobox', { name: '对象' }).click();
    await page.getByRole('option', { name: '联系人' }).click();
    await address(page).toMatch(/entity=contact/);
  });

  it('are shown while a record is typed, and do not stand in the way', async () => {
    const there = await made<CustomerView>(SALES, 'customers', { name: '雁栖河新材料有限公司', phone: '13651234411' });
    const { page } = await visit({ as: SALES, at: '/customers' });
    await page.getByRole('button', { name: '新建客户' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('雁栖河新材料');
    const twin = dialog.getByRole('link', { name: /已有客户“雁栖河新材料有限公司”/ });
    await twin.waitFor();
    expect(await twin.getAttribute('href')).toBe(`/customers?open=${there.id}`);
    await takeAll(page, 'duplicate-typing');
    await wide(page);
    await dialog.getByLabel('名称').fill('完全不同的另一家');
    await eventually(() => twin.count()).toBe(0);
    await dialog.getByLabel('名称').fill('雁栖河新材料');
    await twin.waitFor();
    await dialog.getByRole('button', { name: '新建' }).click();
    await address(page).toMatch(/open=/);

    await page.goto(new URL('/leads', page.url()).href);
    await page.getByRole('button', { name: '新建线索' }).first().click();
    await dialog.getByLabel('公司').fill('雁栖河新材料有限公司');
    await dialog.getByLabel('姓名').fill('褚经理');
    await dialog
      .getByRole('link', { name: /已有客户“雁栖河新材料/ })
      .first()
      .waitFor();
  });
});

describe('editing many records', () => {
  it('shows what will change and what cannot, runs, and is taken back', async () => {
    const leads: LeadView[] = [];
    for (const name of ['慕容甲', '慕容乙', '慕容丙'])
      leads.push(await made<LeadView>(SALES, 'leads', { name, company: `${name}商贸` }));
    const call = await callAs<LeadView>(inject('serviceUrl'), SALES);
    const [first, second, last] = leads as [LeadView, LeadView, LeadView];
    await call('POST', `crm/leads/${last.id}/convert`, { version: last.version });
    const { page } = await visit({ as: SALES, at: '/leads?q=慕容' });
    await page.getByRole('checkbox', { name: '选择 慕容甲' }).click();
    await page.getByRole('button', { name: '批量修改' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('当前筛选的全部 3 条').check();
    await dialog.getByRole('combobox', { name: '要修改的字段' }).click();
    await page.getByRole('option', { name: '状态' }).click();
    await dialog.getByRole('button', { name: '改成' }).click();
    await page.getByRole('option', { name: '已联系' }).click();
    await takeAll(page, 'bulk-edit');
    await wide(page);
    await dialog.getByRole('button', { name: '预览' }).click();
    await dialog
      .getByRole('row', { name: /慕容丙/ })
      .getByText('已转化的线索不能改状态')
      .waitFor();
    await dialog
      .getByRole('row', { name: /慕容甲/ })
      .getByText('新线索')
      .waitFor();
    await takeAll(page, 'bulk-preview');
    await wide(page);
    await dialog.getByRole('button', { name: '开始修改 2 条' }).click();
    await dialog.getByText('已修改 2 条。').waitFor();
    expect((await call('GET', `crm/leads/${first.id}`)).status).toBe('contacted');
    await takeAll(page, 'bulk-result');
    await wide(page);
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page
      .getByRole('row', { name: /慕容乙/ })
      .getByText('已联系')
      .waitFor();

    await page.goto(new URL('/data-quality?tab=edits', page.url()).href);
    await page.getByRole('row').filter({ hasText: '已联系' }).getByRole('button').first().click();
    await address(page).toMatch(/open=/);
    await dialog.getByRole('button', { name: '撤销这次修改' }).click();
    await dialog.getByText('这次批量修改已撤销。').waitFor();
    expect((await call('GET', `crm/leads/${second.id}`)).status).toBe('new');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('row').filter({ hasText: '已撤销' }).first().waitFor();
    await takeAll(page, 'bulk-edits');
  });
});

describe('custom fields', () => {
  it('are defined, ordered, filled in, shown as a column, asked for in a condition, and archived', async () => {
    const { page } = await visit({ as: MANAGER, at: '/custom-fields' });
    const dialog = page.getByRole('dialog');
    const define = async (label: string, type: string, choices: readonly string[]): Promise<void> => {
      await page.getByRole('button', { name: '新建字段' }).first().click();
      await dialog.getByLabel('字段名称').fill(label);
      await dialog.getByRole('combobox', { name: '类型' }).click();
      await page.getByRole('option', { name: type, exact: true }).click();
      for (const [at, choice] of choices.entries()) {
        await dialog.getByRole('button', { name: '加一个选项' }).click();
        await dialog.getByLabel(`第 ${at + 1} 个选项`).fill(choice);
      }
      if (label === '客户等级') await takeAll(page, 'custom-field');
      await wide(page);
      await dialog.getByRole('button', { name: '保存' }).click();
      await page.getByText(`已保存字段「${label}」`).first().waitFor();
    };
    await define('客户等级', '单选', ['甲级', '乙级']);
    await define('关注产品', '多选', ['门禁', '监控']);
    await define('门店数', '数字', []);
    // Another file may have fields of its own: only the order of these three is looked at.
    const order = async (): Promise<string[]> =>
      (await page.locator('main li').allInnerTexts())
        .map((text) => text.split('\n')[0]?.trim() ?? '')
        .filter((name) => ['客户等级', '关注产品', '门店数'].includes(name));
    await eventually(order).toEqual(['客户等级', '关注产品', '门店数']);
    await page.getByRole('button', { name: '把「门店数」往前移' }).click();
    await eventually(order).toEqual(['客户等级', '门店数', '关注产品']);
    await takeAll(page, 'custom-fields');

    const { page: seller } = await visit({ as: SALES, at: '/customers' });
    const form = seller.getByRole('dialog');
    await seller.getByRole('button', { name: '新建客户' }).first().click();
    await form.getByLabel('名称').fill('鹿鸣涧安防工程部');
    await form.getByRole('button', { name: '客户等级' }).click();
    await seller.getByRole('option', { name: '甲级' }).click();
    await form.getByRole('group', { name: '关注产品' }).getByRole('button', { name: '监控' }).click();
    await form.getByLabel('门店数').fill('很多');
    await form.getByRole('button', { name: '新建' }).click();
    await form.getByText('格式不对，请检查').waitFor();
    await form.getByLabel('门店数').fill('12');
    await form.getByRole('button', { name: '新建' }).click();
    await address(seller).toMatch(/open=/);
    await seller.getByRole('button', { name: /编辑 门店数/ }).click();
    await seller.getByRole('textbox', { name: '门店数' }).fill('15');
    await seller.keyboard.press('Enter');
    await seller.getByRole('button', { name: /编辑 门店数：\s*15/ }).waitFor();
    await seller.getByRole('button', { name: /编辑 关注产品/ }).click();
    await form.getByRole('group', { name: '关注产品' }).getByRole('button', { name: '门禁' }).click();
    await seller.getByRole('button', { name: '保存', exact: true }).click();
    await seller.getByRole('button', { name: /编辑 关注产品：\s*门禁、监控/ }).waitFor();
    await takeAll(seller, 'custom-values');
    await wide(seller);
    await seller.keyboard.press('Escape');
    await seller.getByRole('button', { name: '显示的列' }).click();
    await seller.getByRole('menuitemcheckbox', { name: '客户等级' }).click();
    await address(seller).toMatch(/cols=.*custom\./);
    await seller.keyboard.press('Escape');
    await seller
      .getByRole('row', { name: /鹿鸣涧/ })
      .getByText('甲级')
      .waitFor();
    await seller.getByRole('button', { name: '客户等级' }).click();
    await address(seller).toMatch(/sort=-custom\./);
    await seller.getByRole('row', { name: /鹿鸣涧/ }).waitFor();

    await seller.goto(new URL('/segments', seller.url()).href);
    await seller.getByRole('button', { name: '新建分群' }).first().click();
    await form.getByRole('button', { name: '加一个条件' }).click();
    await form.getByRole('button', { name: /^字段/ }).click();
    await seller.getByRole('option', { name: '关注产品' }).click();
    await form.getByRole('combobox', { name: '比较的值' }).click();
    await seller.getByRole('option', { name: '监控' }).click();
    await form.getByText('现在有 1 条符合').waitFor();

    await page.bringToFront();
    await wide(page);
    await page.getByRole('button', { name: '停用「门店数」' }).click();
    await dialog.getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用「门店数」').waitFor();
    await page.getByLabel('看已停用的').click();
    await address(page).toMatch(/archived=true/);
    await page.getByRole('button', { name: '恢复「门店数」' }).waitFor();
  });

  it('are columns of a workbook that is brought in, from the sheet one chooses', async () => {
    const field = await made<CustomFieldView>(MANAGER, 'custom-fields', {
      entity: 'lead',
      label: '展位面积',
      type: 'number',
    });
    await made<LeadView>(MANAGER, 'leads', { name: '端木甲', company: '端木展览有限公司', phone: '13651239911' });
    const { page } = await visit({ as: MANAGER, at: '/imports' });
    await page.getByRole('combobox', { name: '导入为' }).click();
    await page.getByRole('option', { name: '线索' }).click();
    const content = xlsxOf({
      说明: [['这份文件怎么填'], ['见第二张表']],
      名单: [
        ['姓名', '公司', '展位面积'],
        ['端木甲', '端木展览', '36'],
        ['端木乙', '端木会展', '54.5'],
      ],
    });
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const file = { name: '展会名单.xlsx', mimeType, buffer: Buffer.from(content) };
    await page.locator('input[type=file]').setInputFiles({ ...file, name: '旧名单.xls' });
    await page.getByText('这里只接受 Excel 工作簿').waitFor();
    await page.locator('input[type=file]').setInputFiles(file);
    await address(page).toMatch(/^\/imports\/./);
    await page.getByRole('combobox', { name: '工作表' }).click();
    await page.getByRole('option', { name: '名单' }).click();
    await page.getByRole('combobox', { name: '「展位面积」对应的列' }).getByText('展位面积').waitFor();
    await page.getByText('可以导入 2 行，0 行有问题').waitFor();
    await page.getByText('有 1 行和已有的记录很像').waitFor();
    await takeAll(page, 'import-workbook');
    await wide(page);
    await page.getByRole('button', { name: '开始导入 2 行' }).click();
    await page.getByText('全部行都已导入。').waitFor();
    await page.goto(new URL(`/leads?q=端木&cols=name,custom.${field.key}`, page.url()).href);
    await page
      .getByRole('row', { name: /端木乙/ })
      .getByText('54.5')
      .waitFor();
  });
});

describe('data quality', () => {
  it('leads from the figures to the records behind them', async () => {
    const lead = await made<LeadView>(SALES, 'leads', { name: '测试', company: '云麓咨询', phone: '13800000000' });
    await lookAtAll();
    const { page } = await visit({ as: SALES, at: '/data-quality?entity=lead' });
    await page.getByRole('heading', { name: '最多的错误' }).waitFor();
    await takeAll(page, 'data-quality');
    await wide(page);
    await page.getByRole('link', { name: /名称像是测试数据/ }).click();
    await address(page).toMatch(/tab=invalid/);
    await address(page).toMatch(/problem=test_name/);
    const row = page.getByRole('row', { name: /云麓咨询/ });
    await row.getByText('电话像是随手填的').waitFor();
    await takeAll(page, 'data-quality-invalid');
    await wide(page);
    await row.getByRole('button').click();
    await address(page).toMatch(new RegExp(`open=${lead.id}`));
    await page.getByRole('dialog').getByRole('heading', { name: '测试' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: '资料不全' }).click();
    await page.getByRole('row', { name: /云麓咨询/ }).waitFor();
    await page.getByRole('button', { name: '缺少' }).click();
    await page.getByRole('option', { name: '微信' }).click();
    await address(page).toMatch(/missing=wechat/);
    await page.getByRole('row', { name: /云麓咨询/ }).waitFor();
    await takeAll(page, 'data-quality-incomplete');
    await wide(page);
    await page.getByRole('tab', { name: '长期未跟进' }).click();
    await address(page).toMatch(/tab=stale/);
  });

  it('has what is missing filled in for many at once, contacts too', async () => {
    const customer = await made<CustomerView>(SALES, 'customers', { name: '白鹭汀建材商行' });
    const contact = await made<ContactView>(SALES, 'contacts', { customer_id: customer.id, name: '上官经理' });
    await lookAtAll();
    const { page } = await visit({
      as: SALES,
      at: '/data-quality?tab=incomplete&entity=contact&missing=title&below=101&q=上官',
    });
    await page.getByRole('checkbox', { name: '选择 上官经理' }).click();
    await page.getByRole('button', { name: '批量修改' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '要修改的字段' }).click();
    await page.getByRole('option', { name: '职务' }).click();
    await dialog.getByLabel('改成').fill('采购经理');
    await dialog.getByRole('button', { name: '预览' }).click();
    await dialog.getByRole('button', { name: '开始修改 1 条' }).click();
    await dialog.getByText('已修改 1 条。').waitFor();
    const call = await callAs<ContactView>(inject('serviceUrl'), SALES);
    expect((await call('GET', `crm/contacts/${contact.id}`)).title).toBe('采购经理');
  });

  it('goes by rules that the manager sets', async () => {
    const call = await callAs<{ items: QualityRules[] }>(inject('serviceUrl'), MANAGER);
    const rule = async (): Promise<QualityRules | undefined> =>
      (await call('GET', 'crm/data-quality/rules')).items.find((one) => one.entity === 'contact');
    const before = await rule();
    const { page } = await visit({ as: MANAGER, at: '/data-quality?tab=rules&entity=contact' });
    const days = page.getByLabel('多少天没跟进算长期未跟进');
    await days.fill('0');
    await page.getByText('请填 1 到 3650 之间的天数').waitFor();
    await days.fill(String((before?.stale_days ?? 0) + 5));
    await page.getByLabel('微信').fill('40');
    await takeAll(page, 'data-quality-rules');
    await wide(page);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('规则已保存').waitFor();
    const after = await rule();
    expect(after?.stale_days).toBe((before?.stale_days ?? 0) + 5);
    expect(after?.fields.find((field) => field.field === 'wechat')?.weight).toBe(40);
    await page.getByText('全部记录都检查过了。').waitFor();
    const seller = await visit({ as: SALES, at: '/data-quality?tab=rules' });
    await seller.page.getByRole('tab', { name: '概览', selected: true }).waitFor();
    expect(await seller.page.getByRole('tab', { name: '规则' }).count()).toBe(0);
  });

  it('says when the service does not answer, and asks again', async () => {
    const { page, watch } = await visit({ as: SALES, at: '/customers' });
    await page.locator('tbody tr').first().waitFor();
    watch.expect(/data-quality|duplicates/);
    await page.route('**/api/v1/crm/data-quality/**', (route) => route.abort());
    await page.goto(new URL('/data-quality', page.url()).href);
    await page.getByRole('alert').getByText('连不上服务').waitFor();
    await page.unroute('**/api/v1/crm/data-quality/**');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { name: '最多的错误' }).waitFor();
  });
});

describe('a list', () => {
  it('is taken away as a workbook or as CSV', async () => {
    const { page } = await visit({ as: SALES, at: '/customers' });
    await page.locator('tbody tr').first().waitFor();
    for (const [words, name] of [
      ['Excel 工作簿（.xlsx）', '客户.xlsx'],
      ['CSV 文件（.csv）', '客户.csv'],
    ] as const) {
      await page.getByRole('button', { name: '导出' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: words }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(name);
    }
  });
});
