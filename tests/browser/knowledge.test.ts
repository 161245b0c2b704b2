import type { Page } from 'playwright-core';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { DocumentView, UploadAnswer } from '../../kernel/contracts/knowledge.ts';
import type { Page as Listed } from '../../kernel/contracts/paging.ts';
import type { GapView, KnowledgeStatus } from '../../kernel/contracts/knowledge-quality.ts';
import { encryptedOffice } from '../support/office-files.ts';
import { address, eventually } from './support/eventually.ts';
import { ADMIN, callAs, MANAGER, SALES, type Person } from './support/people.ts';
import { takeAll } from './support/take-all.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();
const call = async <T>(person: Person, method: string, path: string, body?: unknown): Promise<T> =>
  await (
    await callAs<T>(inject('serviceUrl'), person)
  )(method, `knowledge/${path}`, body);

const LIBRARY = join(import.meta.dirname, '..', '..', 'knowledge', 'library');
const files = globSync('**/*.{md,csv}', { cwd: LIBRARY }).length;

// The demo's own documents are read one after the other when it first starts; whatever comes in waits behind them.
beforeAll(async () => {
  await vi.waitUntil(
    async () => {
      const { total } = await call<Listed<DocumentView>>(ADMIN, 'GET', 'documents?source=library&page_size=1');
      const { in_work } = await call<KnowledgeStatus>(ADMIN, 'GET', 'status');
      return total >= files && in_work === 0;
    },
    { timeout: 280_000, interval: 2000 },
  );
}, 290_000);

/** Writes a document and waits until it answers. */
async function written(title: string, text: string, more: object = {}): Promise<DocumentView> {
  const made = await call<DocumentView>(MANAGER, 'POST', 'documents/text', { title, text, ...more });
  await eventually(async () => (await call<DocumentView>(MANAGER, 'GET', `documents/${made.id}`)).status).toBe('ready');
  return made;
}

async function wide(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

const RENTAL = `# 展车借用办法

## 借用期限

客户借用展车最长 9 天，到期当天下午五点前归还到原门店。

## 押金

借用展车须交押金 3200 元，归还验车后三个工作日内退回。
`;

describe('the documents', () => {
  it('are uploaded, searched and asked; a citation opens its passage in the document', async () => {
    const { page } = await visit({ as: MANAGER, at: '/knowledge?tab=documents' });
    await page.getByRole('button', { name: '上传资料' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles([
      { name: '展车借用办法.md', mimeType: 'text/markdown', buffer: Buffer.from(RENTAL) },
      { name: '加密的报价.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(encryptedOffice()) },
    ]);
    await dialog.getByText('展车借用办法.md').waitFor();
    await dialog.getByRole('button', { name: '分类' }).click();
    await page.getByPlaceholder('输入以搜索').fill('门店管理');
    await page.getByRole('option', { name: '新建「门店管理」' }).click();
    await takeAll(page, 'knowledge-upload');
    await wide(page);
    await dialog.getByRole('button', { name: '上传 2 个文件' }).click();
    await address(page).toMatch(/upload=/);
    const files = dialog.getByRole('list', { name: '文件' });
    await files.getByRole('listitem').filter({ hasText: '展车借用办法.md' }).getByText('已加入').waitFor();
    const locked = files.getByRole('listitem').filter({ hasText: '加密的报价.xlsx' });
    await locked.getByText('没有读成').waitFor();
    await locked.getByText(/密码保护/).waitFor();
    await dialog.getByText('1 个文件已处理好，1 个没有读成').waitFor();
    await takeAll(page, 'knowledge-progress');
    await wide(page);
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page
      .getByRole('row', { name: /展车借用办法/ })
      .getByText('可用')
      .waitFor();
    await takeAll(page, 'knowledge-documents');
    await wide(page);

    const seller = await visit({ as: SALES, at: '/knowledge' });
    await seller.page.getByLabel('问题', { exact: true }).fill('客户借展车最长可以借几天');
    await seller.page.keyboard.press('Enter');
    const answer = seller.page.getByRole('article', { name: '客户借展车最长可以借几天' });
    await answer
      .getByText(/最长 9 天/)
      .first()
      .waitFor();
    await takeAll(seller.page, 'knowledge-answer');
    await wide(seller.page);
    await answer.getByRole('button', { name: '打开依据 1：展车借用办法' }).first().click();
    await address(seller.page).toMatch(/open=.*passage=|passage=.*open=/);
    const panel = seller.page.getByRole('dialog', { name: '展车借用办法' });
    const cited = panel.locator('[aria-current=true]');
    await cited.getByText(/最长 9 天/).waitFor();
    await cited.getByText('引用的就是这一段').waitFor();
    await eventually(() => panel.getByRole('button', { name: '删除' }).count()).toBe(0);
    await takeAll(seller.page, 'knowledge-passage');
    await wide(seller.page);
    await seller.page.keyboard.press('Escape');
    await address(seller.page).toBe('/knowledge');
    await answer.getByRole('button', { name: '有用' }).first().click();
    await answer.getByText('您评价了有用').waitFor();

    await seller.page.getByRole('button', { name: '搜索', exact: true }).first().click();
    await seller.page.getByLabel('搜索的词').fill('展车押金');
    await seller.page.keyboard.press('Enter');
    await address(seller.page).toBe('/knowledge?mode=search&q=展车押金');
    const hit = seller.page.getByRole('list', { name: '结果' }).getByRole('button').first();
    await hit.getByText(/3200/).waitFor();
    await takeAll(seller.page, 'knowledge-search');
    await wide(seller.page);
    await hit.click();
    await panel.locator('[aria-current=true]').getByText(/3200/).waitFor();
  });

  it('are changed, replaced by a new version, and deleted after a question', async () => {
    const made = await written('样车清洗流程', '# 样车清洗流程\n\n样车每周清洗一次，由门店安排。');
    const { page } = await visit({ as: MANAGER, at: `/knowledge?tab=documents&open=${made.id}` });
    const panel = page.getByRole('dialog', { name: '样车清洗流程' });
    await panel.getByRole('button', { name: '修改信息' }).click();
    const form = page.getByRole('dialog', { name: '修改资料信息' });
    await form.getByLabel('失效日期').fill('2020-01-01');
    await form.getByRole('button', { name: '保存' }).click();
    await panel.getByText('已过期').waitFor();
    await panel.getByRole('button', { name: '确认仍然正确' }).click();
    await page.getByText('已确认内容仍然正确。').waitFor();
    await panel.getByRole('button', { name: '换新版本' }).click();
    const replace = page.getByRole('dialog', { name: '为「样车清洗流程」换新版本' });
    await replace.getByLabel('改了什么').fill('改为每三天');
    await replace.locator('input[type=file]').setInputFiles({
      name: '样车清洗流程.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# 样车清洗流程\n\n样车每三天清洗一次，由门店安排。'),
    });
    await panel.getByText('样车每三天清洗一次').waitFor();
    await panel.getByRole('tab', { name: '版本' }).click();
    const versions = panel.getByRole('list', { name: '版本' });
    await versions.getByText('改为每三天').waitFor();
    await takeAll(page, 'knowledge-versions');
    await wide(page);
    await versions.getByRole('button', { name: '恢复第 1 版' }).click();
    await versions.getByText('第 3 版').waitFor();
    await panel.getByRole('tab', { name: '内容' }).click();
    await panel.getByText('样车每周清洗一次').waitFor();
    await panel.getByRole('button', { name: '删除' }).click();
    await page.getByRole('dialog', { name: '删除「样车清洗流程」？' }).getByRole('button', { name: '删除' }).click();
    await page.getByText('「样车清洗流程」已删除。').waitFor();
    await address(page).toBe('/knowledge?tab=documents');
    await eventually(() => page.getByRole('row', { name: /样车清洗流程/ }).count()).toBe(0);
  });

  it('that are not open to a salesperson are neither listed nor told to them', async () => {
    const text = '# 返点底线\n\n渠道返点最低 7 个点，由总监批准。';
    const secret = await written('返点底线', text, { visibility: ['role:sales_manager'] });
    const { page, watch } = await visit({ as: SALES, at: '/knowledge?tab=documents&q=返点底线' });
    await page.getByText('没有符合条件的记录').waitFor();
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['提问和搜索', '资料', '同义词']);
    expect(await page.getByRole('button', { name: '上传资料' }).count()).toBe(0);
    watch.expect(/answered 404: GET \/api\/v1\/knowledge\/documents/);
    await page.goto(new URL(`/knowledge?open=${secret.id}`, page.url()).href);
    await page.getByText('没有找到这篇资料').waitFor();
    await page.goto(new URL('/knowledge', page.url()).href);
    await page.getByLabel('问题', { exact: true }).fill('渠道返点最低几个点');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('article', { name: '渠道返点最低几个点' });
    await answer.waitFor();
    expect(await answer.innerText()).not.toContain('7 个点');
  });
});

describe('what is missing', () => {
  it('is refused honestly, gathered as a gap, and closed with an article', async () => {
    const question = '厂区班车周末几点发车';
    const { page } = await visit({ as: SALES, at: '/knowledge' });
    await page.getByLabel('问题', { exact: true }).fill(question);
    await page.getByRole('button', { name: '提问', exact: true }).last().click();
    const answer = page.getByRole('article', { name: question });
    await answer.getByText('资料里没有', { exact: true }).waitFor();
    await answer.getByText('这个问题已经记下').waitFor();
    await takeAll(page, 'knowledge-refused');
    await eventually(async () =>
      (await call<{ items: GapView[] }>(MANAGER, 'GET', 'gaps?page_size=200')).items.some(({ samples }) =>
        samples.includes(question),
      ),
    ).toBe(true);

    const keeper = await visit({ as: MANAGER, at: '/knowledge?tab=gaps' });
    const gap = keeper.page
      .getByRole('list', { name: '待补充' })
      .getByRole('listitem')
      .filter({ hasText: '班车' })
      .filter({ has: keeper.page.getByRole('heading') });
    await gap.waitFor();
    await takeAll(keeper.page, 'knowledge-gaps');
    await wide(keeper.page);
    await gap.getByRole('button', { name: '写一篇资料' }).click();
    const form = keeper.page.getByRole('dialog', { name: '写一篇' });
    await form.getByText(question).waitFor();
    await form.getByLabel('正文').fill('厂区班车周末上午九点发车，下午五点返回。');
    await form.getByRole('button', { name: '保存' }).click();
    await keeper.page.getByText('资料已保存').waitFor();
    await eventually(() => gap.count()).toBe(0);
    await keeper.page.getByRole('button', { name: '已补充' }).click();
    await gap.getByText('已由这篇资料回答').waitFor();
  });

  it('is counted by category, inspected, and set aside', async () => {
    await written('旧版门店守则', '# 旧版门店守则\n\n门店晚上八点关门。', { valid_until: '2021-03-01' });
    const { page } = await visit({ as: MANAGER, at: '/knowledge?tab=checks' });
    await page.getByRole('button', { name: '马上检查一遍' }).click();
    const finding = page
      .getByRole('list', { name: '需要看一看的资料' })
      .getByRole('listitem')
      .filter({ hasText: '旧版门店守则' });
    await eventually(async () => {
      await page.reload();
      await page.getByRole('table', { name: '各分类的覆盖情况' }).waitFor();
      return await finding.count();
    }).toBe(1);
    await takeAll(page, 'knowledge-checks');
    await wide(page);
    await finding.getByText('已过期').waitFor();
    await finding.getByRole('button', { name: '忽略「旧版门店守则」' }).click();
    await eventually(() => finding.count()).toBe(0);
    await page.getByRole('button', { name: '已忽略' }).click();
    await finding.getByRole('button', { name: '重新打开「旧版门店守则」' }).click();
    await page.getByText('已重新打开。').waitFor();
  });
});

describe('words and evaluations', () => {
  it('synonyms are written, changed and deleted', async () => {
    const { page } = await visit({ as: MANAGER, at: '/knowledge?tab=synonyms' });
    await page.getByRole('button', { name: '新建同义词' }).click();
    const form = page.getByRole('dialog');
    for (const word of ['试驾车', '展车', '样车']) {
      await form.getByLabel('意思相同的词').fill(word);
      await page.keyboard.press('Enter');
    }
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('同义词已保存').waitFor();
    await takeAll(page, 'knowledge-synonyms');
    await wide(page);
    await page.getByRole('button', { name: /^修改「.*试驾车.*」$/ }).click();
    await form.getByLabel('说明').fill('门店里的叫法');
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('门店里的叫法').waitFor();
    await page.getByRole('button', { name: /^删除「.*试驾车.*」$/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('这组同义词已删除。').waitFor();
    await eventually(() => page.getByText('门店里的叫法').count()).toBe(0);
  });

  it('an evaluation set is made from lines and run; its figures and each question are shown', async () => {
    await written('充电桩安装', '# 充电桩安装\n\n充电桩安装由厂家上门，预约后四天内完成。');
    const { page } = await visit({ as: MANAGER, at: '/knowledge?tab=evaluations' });
    await page.getByRole('button', { name: '新建评测集' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill('门店常问');
    await form.getByLabel('问题').fill('| 缺了问题');
    await form.getByText('第 1 行看不懂').waitFor();
    await form.getByLabel('问题').fill('充电桩几天装好｜充电桩安装｜四天内\n火星基地何时开业');
    await form.getByText('已读到 2 个问题').waitFor();
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '评测「门店常问」' }).click();
    const runs = page.getByRole('table', { name: '门店常问' });
    await runs.getByText('100%').first().waitFor();
    await takeAll(page, 'knowledge-evaluations');
    await wide(page);
    await runs.getByRole('button', { name: '看每个问题' }).click();
    const results = page.getByRole('dialog', { name: '结果' });
    await results.getByText('第 1 条').waitFor();
    await results.getByText('如实拒答').waitFor();
    await takeAll(page, 'knowledge-results');
  });
});

describe('uploads', () => {
  it('can be left and come back to from the list of uploads', async () => {
    const { page } = await visit({ as: ADMIN, at: '/knowledge?tab=documents' });
    const service = inject('serviceUrl');
    const login = await fetch(`${service}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ADMIN),
    });
    const { access_token } = (await login.json()) as { access_token: string };
    const form = new FormData();
    form.append('file', new Blob(['# 洗车券\n\n洗车券每月发两张。']), '洗车券.md');
    const sent = await fetch(`${service}/api/v1/knowledge/documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
      body: form,
    });
    const batch = (await sent.json()) as UploadAnswer;
    await page.getByRole('button', { name: '上传记录' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /上传了 1 个文件/ })
      .first()
      .click();
    await address(page).toMatch(new RegExp(`upload=${batch.id}`));
    await page.getByRole('dialog').getByRole('button', { name: '洗车券.md' }).click();
    await page.getByRole('dialog', { name: '洗车券' }).getByText('洗车券每月发两张').waitFor();
  });
});
