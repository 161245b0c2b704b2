import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ContactView, CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import type { ContractView } from '../../kernel/contracts/orders.ts';
import type { ProfileSettingsView, ProfileView } from '../../kernel/contracts/profile.ts';
import type { ScoreModelView, ScoreRuleView, ScoreSettingsView } from '../../kernel/contracts/scoring.ts';
import type { TagRuleView } from '../../kernel/contracts/tag-rules.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES } from './support/people.ts';
import { takeAll } from './support/take-all.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();
let call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
beforeAll(async () => {
  const manager = await callAs<unknown>(inject('serviceUrl'), MANAGER);
  call = async <T>(method: string, path: string, body?: unknown) => (await manager(method, path, body)) as T;
});

const DAY = 86_400_000;
/** The day so many days from now in the organisation's calendar. */
const inDays = (days: number): string => new Date(Date.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);

/** What axe finds serious or critical, one line each with the place. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}`));
}
const settled = (page: Page) => eventually(() => page.locator('[aria-busy=true]').count()).toBe(0);
/** Takes the page in all widths and both themes, and asks axe in both. */
async function look(page: Page, name: string): Promise<void> {
  await settled(page);
  await takeAll(page, name);
  await page.setViewportSize({ width: 1440, height: 900 });
  await clean(page);
}
/** Asks axe in both themes. */
async function clean(page: Page): Promise<void> {
  await settled(page);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await eventually(() => page.evaluate<string>('document.documentElement.dataset.theme')).toBe(colorScheme);
    // Colours go over within a frame or two; axe must not measure them on the way.
    await page.evaluate('new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))');
    await eventually(() => page.evaluate<number>('document.getAnimations().length')).toBe(0);
    expect(await violations(page)).toEqual([]);
  }
}

describe('the score of a lead', () => {
  it('stands in the list and explains itself in the panel', async () => {
    const lead = await call<LeadView>('POST', 'crm/leads', {
      name: '顾经理',
      company: '云岫设备',
      title: '总经理',
      phone: '13800138021',
      source: '转介绍',
    });
    const graded = async () => (await call<LeadView>('GET', `crm/leads/${lead.id}`)).score;
    await eventually(graded).not.toBeNull();
    const first = await graded();
    await call('POST', 'crm/activities', { lead_id: lead.id, kind: 'visit', subject: '上门拜访，谈了产线改造' });
    await eventually(graded).not.toBe(first);

    const { page } = await visit({ as: MANAGER, at: '/leads' });
    await page.getByRole('button', { name: '评分' }).click();
    await address(page).toBe('/leads?sort=-score');
    await page.getByRole('button', { name: '等级' }).click();
    await page.getByRole('option', { name: 'A 级' }).click();
    await address(page).toBe('/leads?sort=-score&grade=A');
    const grades = async () => {
      const cells = await page.locator('tbody td:nth-child(4)').allInnerTexts();
      return [...new Set(cells.map((cell) => cell.replaceAll(/[\d\s]/g, '')))];
    };
    await eventually(grades).toEqual(['A级']);
    await clean(page);

    await page.goto(new URL(`/leads?open=${lead.id}`, page.url()).href);
    const panel = page.getByRole('dialog', { name: '顾经理' });
    await panel.getByText('由“规则评分”打分').waitFor();
    const factors = panel.getByRole('table', { name: '评分因素' });
    await factors.getByText('见过面或做过演示').waitFor();
    const points = await factors.locator('tbody td:nth-child(2)').allInnerTexts();
    const sum = points.reduce((all, one) => all + Number(one.replace('−', '-')), 0);
    expect(Math.round(sum)).toBe(Number(await factors.locator('tfoot td').innerText()));
    await panel.getByText('有新的跟进').waitFor();
    await panel
      .getByRole('figure')
      .filter({ hasText: `最近 2 次评分：${first}、` })
      .waitFor();
    await panel.getByText(/久不联系会慢慢降分/).waitFor();
    await look(page, 'lead-score');
  });

  it('is taken away with the factors of every lead in the list', async () => {
    const { page } = await visit({ as: MANAGER, at: '/leads?grade=A' });
    await page.locator('tbody tr').first().waitFor();
    await page.getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: '线索评分 CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('线索评分.csv');
    const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    const columns = head!.replace('\uFEFF', '').trim().split(',');
    expect(columns).toEqual(expect.arrayContaining(['公司', '评分', '评分等级', '加分因素', '减分因素']));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.split(',')[columns.indexOf('评分等级')]).toBe('A');
  }, 90_000);
});

describe('the settings of scoring', () => {
  it('list the rules group by group with what a group may move at most', async () => {
    const { page } = await visit({ as: MANAGER, at: '/scoring' });
    const { caps } = await call<ScoreSettingsView>('GET', 'crm/score-settings');
    await page.getByRole('region', { name: '来源' }).getByText(`合计最多加减 ${caps.source} 分`).waitFor();
    await page.getByText('有电话：是').waitFor();
    await look(page, 'scoring-rules');
  });

  it('tell the effect of a rule before it is stored, and remember who changed what', async () => {
    await call<LeadView>('POST', 'crm/leads', { name: '霍经理', company: '云岫园艺', city: '琼海' });
    const { page } = await visit({ as: MANAGER, at: '/scoring' });
    await page.getByRole('heading', { name: '来源' }).waitFor();
    await page.getByRole('button', { name: '新建规则' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('规则名称').fill('在琼海');
    await dialog.getByLabel('加减分').fill('很多');
    await dialog.getByText('请填写 -100 到 100 之间的数字').waitFor();
    await dialog.getByLabel('加减分').fill('9');
    await dialog.getByRole('button', { name: '加一个条件' }).click();
    await dialog.getByRole('button', { name: /^字段/ }).click();
    await page.getByRole('option', { name: '城市' }).click();
    await dialog.getByLabel('比较的值').fill('琼海');
    const effect = dialog.getByRole('region', { name: '影响预估' });
    await effect.getByText(/1 条符合这条规则 · 1 条的分数或等级会变/).waitFor();
    await effect.getByText(/^霍经理：/).waitFor();
    await look(page, 'scoring-rule');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，未结束的线索正在重新评分。').waitFor();
    await page.getByText('城市 等于 琼海').waitFor();
    await page.getByRole('button', { name: '删除 在琼海' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('城市 等于 琼海').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: '修改记录' }).click();
    await address(page).toBe('/scoring?tab=changes');
    await page.getByRole('listitem').filter({ hasText: '删除了规则' }).filter({ hasText: '在琼海' }).first().waitFor();
    await clean(page);
    const { items } = await call<{ items: ScoreRuleView[] }>('GET', 'crm/score-rules?page_size=200');
    expect(items.map(({ label }) => label)).not.toContain('在琼海');
  });

  it('keep the grades in order and store them under their version', async () => {
    const before = await call<ScoreSettingsView>('GET', 'crm/score-settings');
    const { page } = await visit({ as: MANAGER, at: '/scoring?tab=grades' });
    const c = page.getByLabel('C 级从多少分起');
    await c.fill('5000');
    await page.getByText('请填写 1 到 100 之间的数字').waitFor();
    expect(await page.getByRole('button', { name: '保存' }).isEnabled()).toBe(false);
    await c.fill(String(before.thresholds.c - 1));
    await page
      .getByRole('region', { name: '影响预估' })
      .getByText(/试算了最近 \d+ 条未结束的线索/)
      .waitFor();
    await look(page, 'scoring-grades');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，未结束的线索正在重新评分。').waitFor();
    const after = await call<ScoreSettingsView>('GET', 'crm/score-settings');
    expect(after.thresholds).toEqual({ ...before.thresholds, c: before.thresholds.c - 1 });
    await call('PATCH', 'crm/score-settings', { version: after.version, thresholds: before.thresholds });
  });

  it('show the models with their back-test, train one and go back to the rules', async () => {
    const { page } = await visit({ as: MANAGER, at: '/scoring?tab=models' });
    await page.getByRole('heading', { name: '规则评分' }).waitFor();
    await page.getByRole('button', { name: '立即训练' }).click();
    await page.getByText(/条历史线索训练/).waitFor();
    const models = async () =>
      (await call<{ items: ScoreModelView[] }>('GET', 'crm/score-models')).items.filter(
        ({ kind }) => kind === 'fitted',
      );
    await eventually(async () => (await models()).length).toBeGreaterThan(0);
    await page.reload();
    await page.getByText('回测报告').first().click();
    await page
      .getByRole('row', { name: /区分度 AUC/ })
      .first()
      .waitFor();
    await page.getByText('校准：预测与实际').first().waitFor();
    await look(page, 'scoring-models');
    const back = page.getByRole('button', { name: '启用 规则评分' });
    if ((await back.count()) > 0) {
      await back.click();
      await page.getByRole('dialog').getByRole('button', { name: '启用' }).click();
    }
    await page.getByRole('listitem').filter({ hasText: '规则评分' }).getByText('在用').waitFor();
  });

  it('are not for those who may not configure', async () => {
    const { page } = await visit({ as: SALES, at: '/scoring' });
    await page.getByText('您没有查看这里的权限').waitFor();
  });
});

/** A customer with people, an order, contracts and a parent, counted by the service. */
async function fullCustomer(): Promise<{ customer: CustomerView; contract: ContractView }> {
  const customer = await call<CustomerView>('POST', 'crm/customers', {
    name: '云岫智能制造',
    region: '华东',
    city: '杭州',
    sector: '制造业',
    employees: 800,
  });
  const parent = await call<CustomerView>('POST', 'crm/customers', { name: '云岫控股集团' });
  const partner = await call<CustomerView>('POST', 'crm/customers', { name: '海棠系统集成' });
  const base = `crm/customers/${customer.id}`;
  await call('POST', `${base}/relations`, { customer_id: parent.id, role: 'parent' });
  await call('POST', `${base}/relations`, { customer_id: partner.id, role: 'referrer', note: '展会上介绍的' });
  const people = [
    { name: '宋岚', title: '总经理' },
    { name: '贺一鸣', title: '生产总监' },
    { name: '骆敏', title: '采购主管' },
  ];
  const contacts: ContactView[] = [];
  for (const person of people)
    contacts.push(await call<ContactView>('POST', 'crm/contacts', { customer_id: customer.id, ...person }));
  await call('PUT', `${base}/decision-chain`, {
    contact_id: contacts[0]!.id,
    role: 'decision_maker',
    attitude: 'supportive',
  });
  await call('PUT', `${base}/decision-chain`, { contact_id: contacts[2]!.id, role: 'blocker', attitude: 'opposed' });
  await call('POST', 'crm/orders', {
    customer_id: customer.id,
    name: '一期产线改造',
    amount: 480_000,
    ordered_on: inDays(-60),
  });
  const contract = await call<ContractView>('POST', 'crm/contracts', {
    customer_id: customer.id,
    name: '年度维保',
    amount: 120_000,
    status: 'active',
    starts_on: inDays(-345),
    ends_on: inDays(20),
    renewal_on: inDays(-3),
  });
  await call('POST', `crm/contracts/${contract.id}/milestones`, {
    kind: 'payment',
    name: '首付款',
    due_on: inDays(-30),
    amount: 60_000,
  });
  await call('POST', 'crm/activities', { customer_id: customer.id, kind: 'call', subject: '回访设备运行情况' });
  return { customer, contract };
}

/** Has everybody counted now instead of at night. */
async function countNow(id: string): Promise<void> {
  const settings = await call<ProfileSettingsView>('GET', 'crm/profile-settings');
  await call('PATCH', 'crm/profile-settings', { version: settings.version, rfm: settings.rfm });
  await eventually(
    async () => (await call<ProfileView>('GET', `crm/customers/${id}/profile`)).computed_at,
  ).not.toBeNull();
  await eventually(async () => (await call<ProfileView>('GET', `crm/customers/${id}/profile`)).orders).toBe(1);
}

describe('the page of a customer', () => {
  it('tells the story first, then health and value with their reasons; the list has both', async () => {
    const { customer } = await fullCustomer();
    await countNow(customer.id);
    const { page } = await visit({ as: MANAGER, at: `/customers/${customer.id}` });
    const story = page.getByRole('region', { name: '30 秒客户故事' });
    await story
      .getByText(/云岫智能制造/)
      .first()
      .waitFor();
    const profile = await call<ProfileView>('GET', `crm/customers/${customer.id}/profile`);
    expect(profile.health).not.toBeNull();
    await page.getByRole('region', { name: '健康度' }).getByText(`可信度 ${profile.confidence}%`).waitFor();
    await page.locator('summary').filter({ hasText: '各项信号' }).click();
    await page.getByRole('table', { name: '各项信号' }).waitFor();
    const value = page.getByRole('region', { name: '价值' });
    await value.getByText('48 万').first().waitFor();
    await look(page, 'customer-profile');

    await page.goto(new URL('/customers?q=云岫智能', page.url()).href);
    const row = page.getByRole('row', { name: /云岫智能制造/ });
    await row.getByText(new RegExp(`(健康|需关注|有风险)${profile.health}`)).waitFor();
    await page.goto(new URL('/customers', page.url()).href);
    await page.getByRole('button', { name: '视图' }).click();
    await page.getByRole('menuitem', { name: '有风险的客户' }).click();
    await address(page).toMatch(/health_level=at_risk/);
    await page.getByRole('button', { name: '取消筛选「健康度」' }).waitFor();
  });

  it('takes orders and contracts, and opens a contract where its renewal and payments are settled', async () => {
    const customer = await call<CustomerView>('POST', 'crm/customers', { name: '云岫包装' });
    const { page } = await visit({ as: MANAGER, at: `/customers/${customer.id}?tab=business` });
    await page.getByText(/^还没有订单/).waitFor();
    await page.getByRole('button', { name: '新建订单' }).click();
    await page.getByLabel('订单名称').fill('包装线');
    await page.getByLabel('金额').fill('¥88,000');
    await page.getByRole('dialog').getByRole('button', { name: '新建' }).click();
    const order = page.getByRole('region', { name: '订单' });
    await order.locator('summary').getByText('¥88,000').click();
    await order.getByRole('button', { name: /编辑 金额/ }).click();
    await order.getByRole('textbox', { name: '金额' }).fill('90000');
    await order.getByRole('button', { name: '保存' }).click();
    await order.locator('summary').getByText('¥90,000').waitFor();

    await page.getByRole('button', { name: '新建合同' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('合同名称').fill('包装线维保');
    await dialog.getByLabel('金额').fill('12000');
    await dialog.getByLabel('生效日期').fill(inDays(-340));
    await dialog.getByLabel('到期日期').fill(inDays(25));
    await dialog.getByRole('button', { name: '新建' }).click();
    await page
      .getByRole('link', { name: /包装线维保/ })
      .getByText('草稿')
      .waitFor();
    await look(page, 'customer-business');
    await page.getByRole('link', { name: /包装线维保/ }).click();
    await address(page).toMatch(/^\/contracts\?open=/);
    const panel = page.getByRole('dialog', { name: '包装线维保' });
    await panel.getByRole('button', { name: '开始执行' }).click();
    await panel.getByText('执行中', { exact: true }).waitFor();
    await panel.getByRole('button', { name: '添加节点' }).click();
    const milestone = page.getByRole('dialog', { name: '添加节点' });
    await milestone.getByRole('button', { name: /节点类型/ }).click();
    await page.getByRole('option', { name: '付款' }).click();
    await milestone.getByLabel('节点名称').fill('年费');
    await milestone.getByLabel('约定日期').fill(inDays(-2));
    await milestone.getByLabel('金额').fill('12000');
    await milestone.getByRole('button', { name: '新建' }).click();
    await panel.getByText('逾期未收 ¥12,000').waitFor();
    await panel.getByRole('button', { name: '登记回款 年费' }).click();
    const payment = page.getByRole('dialog', { name: '登记「年费」的回款' });
    await payment.getByRole('button', { name: '登记回款' }).click();
    await page.getByText('已登记回款 ¥12,000。').waitFor();
    await panel.getByText(/已收 ¥12,000 \/ ¥12,000/).waitFor();
    await panel.getByRole('button', { name: '续签', exact: true }).click();
    await page.getByLabel('新合同金额（元）').fill('13000');
    await page.getByRole('dialog', { name: /^续签/ }).getByRole('button', { name: '续签' }).click();
    await panel.getByText('已续签', { exact: true }).waitFor();
    const { items } = await call<{ items: ContractView[] }>('GET', `crm/contracts?customer_id=${customer.id}`);
    expect(items.map(({ amount, status }) => [amount, status]).toSorted()).toEqual([
      [12_000, 'renewed'],
      [13_000, 'active'],
    ]);
  });

  it('draws its relations, and has the decision chain edited by keyboard', async () => {
    const { customer } = await fullCustomer();
    const other = await call<CustomerView>('POST', 'crm/customers', { name: '丹枫仪表' });
    const { page } = await visit({ as: MANAGER, at: `/customers/${customer.id}?tab=people` });
    const picture = page.getByRole('figure').filter({ hasText: /云岫控股集团 下属 云岫智能制造/ });
    await picture.waitFor();
    await look(page, 'customer-relations');
    await page.getByRole('button', { name: '添加关系' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /另一家客户|选择客户/ }).click();
    await page.getByPlaceholder('输入以搜索').fill('丹枫仪表');
    await page.getByRole('option', { name: /丹枫仪表/ }).click();
    await dialog.getByRole('combobox', { name: '对方是' }).click();
    await page.getByRole('option', { name: '合作伙伴' }).click();
    await dialog.getByRole('button', { name: '添加' }).click();
    await page.getByRole('link', { name: '丹枫仪表' }).waitFor();
    await page
      .getByRole('figure')
      .filter({ hasText: /丹枫仪表/ })
      .waitFor();

    const part = page.getByRole('combobox', { name: '贺一鸣在决策中的角色' });
    await part.focus();
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    for (const word of ['不参与决策', '决策人']) {
      await eventually(focused).toBe(word);
      await page.keyboard.press('ArrowDown');
    }
    await eventually(focused).toBe('影响者');
    await page.keyboard.press('Enter');
    await page.getByText('已更新决策链。').waitFor();
    const chain = async () =>
      (
        await call<{ items: { name: string; role: string | null }[] }>(
          'GET',
          `crm/customers/${customer.id}/decision-chain`,
        )
      ).items;
    await eventually(async () => (await chain()).find(({ name }) => name === '贺一鸣')?.role).toBe('influencer');
    await page.getByRole('combobox', { name: '看到几层' }).click();
    await page.getByRole('option', { name: '2 层' }).click();
    await address(page).toMatch(/tab=people&depth=2/);
    await page.getByRole('link', { name: other.name }).click();
    await address(page).toBe(`/customers/${other.id}?tab=people`);
  });
});

describe('contracts', () => {
  it('are listed with the renewals that are due, one’s own, and filters in the address', async () => {
    const { contract } = await fullCustomer();
    const { page } = await visit({ as: MANAGER, at: '/contracts' });
    await page.getByRole('button', { name: /^待续签/ }).click();
    await address(page).toBe('/contracts?renewal_within=30&sort=renewal_on');
    await page.getByRole('button', { name: '年度维保' }).first().waitFor();
    await page
      .getByText(/20 天内到期/)
      .first()
      .waitFor();
    await look(page, 'contracts');
    await page.getByRole('button', { name: '我负责的' }).click();
    await address(page).toMatch(/owner_id=/);
    await page.goto(new URL(`/contracts?open=${contract.id}`, page.url()).href);
    await page.getByRole('dialog').getByText('首付款').waitFor();
    await clean(page);
    await page.keyboard.press('Escape');
    await address(page).toBe('/contracts');
  });

  it('say what failed and offer another try', async () => {
    const { page, watch } = await visit({ as: MANAGER, at: '/leads' });
    watch.expect(/crm\/contracts/);
    await page.route('**/api/v1/crm/contracts**', (route) => route.fulfill({ status: 500, body: 'broken' }));
    await page.goto(new URL('/contracts', page.url()).href);
    const retry = page.getByRole('button', { name: '重试' });
    await retry.waitFor();
    await takeAll(page, 'contracts-failing');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.unroute('**/api/v1/crm/contracts**');
    await retry.click();
    await page.getByRole('table').waitFor();
  });
});

describe('the rules about customers', () => {
  it('give a tag that looks like a rule’s and cannot be taken off by hand', async () => {
    const big = await call<CustomerView>('POST', 'crm/customers', { name: '云岫重工', employees: 7_654 });
    await call('POST', `crm/customers/${big.id}/tags`, { add: ['老朋友'] });
    const { page } = await visit({ as: MANAGER, at: '/customer-rules' });
    await page.getByRole('button', { name: '新建标签规则' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('标签').fill('超大规模');
    await dialog.getByRole('button', { name: '加一个条件' }).click();
    await dialog.getByRole('button', { name: /^字段/ }).click();
    expect(await page.getByRole('option', { name: '标签', exact: true }).count()).toBe(0);
    await page.getByRole('option', { name: '员工人数' }).click();
    await dialog.getByLabel('比较的值').fill('7654');
    await dialog.locator('output').getByText('现在有 1 条符合').waitFor();
    await clean(page);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('员工人数 等于 7654').waitFor();
    await clean(page);
    await eventually(async () => (await call<CustomerView>('GET', `crm/customers/${big.id}`)).rule_tags).toEqual([
      '超大规模',
    ]);
    await page.goto(new URL(`/customers/${big.id}`, page.url()).href);
    await page.getByRole('button', { name: '移除标签「老朋友」' }).waitFor();
    await page.getByTitle(/^规则标签/).waitFor();
    expect(await page.getByRole('button', { name: '移除标签「超大规模」' }).count()).toBe(0);
    await clean(page);
    const { items } = await call<{ items: TagRuleView[] }>('GET', 'crm/tag-rules');
    await call('DELETE', `crm/tag-rules/${items.find(({ tag }) => tag === '超大规模')!.id}`);
  });

  it('say how tiers and health are counted, and are changed under their version', async () => {
    const before = await call<ProfileSettingsView>('GET', 'crm/profile-settings');
    const { page } = await visit({ as: MANAGER, at: '/customer-rules?tab=tiers' });
    await page.getByRole('table', { name: '等级对照表' }).waitFor();
    await clean(page);
    await page.getByRole('tab', { name: '健康度' }).click();
    await address(page).toBe('/customer-rules?tab=health');
    const first = before.signals[0]!;
    const weight = page.getByLabel(`${first.label}的权重`);
    await weight.fill('一半');
    await page.getByText('有数字没有填对').waitFor();
    const other = before.health.signals[first.key]!.weight === 33 ? 34 : 33;
    await weight.fill(String(other));
    await page.getByText(`${first.label} · 怎么打分`).click();
    await look(page, 'health');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，所有客户正在重新统计。').waitFor();
    const after = await call<ProfileSettingsView>('GET', 'crm/profile-settings');
    expect(after.health.signals[first.key]!.weight).toBe(other);
    expect(after.rfm).toEqual(before.rfm);
    await call('PATCH', 'crm/profile-settings', { version: after.version, health: before.health });
  });
});
