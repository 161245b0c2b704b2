import { describe, expect, inject, it } from 'vitest';
import type { CustomerView, OpportunityView } from '../../kernel/contracts/crm.ts';
import type { LineList } from '../../kernel/contracts/deals.ts';
import type { BackTest } from '../../kernel/contracts/forecast.ts';
import type { OrderView } from '../../kernel/contracts/orders.ts';
import type { FactList, StageDefinitionView } from '../../kernel/contracts/stages.ts';
import { address, eventually } from './support/eventually.ts';
import { callAs, MANAGER, SALES, type Person } from './support/people.ts';
import { takeAll } from './support/take-all.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();

/** A deal of its own customer, made beside the browser. */
async function newDeal(name: string, fields: Record<string, unknown> = {}, as: Person = SALES) {
  const url = inject('serviceUrl');
  const customer = await (await callAs<CustomerView>(url, as))('POST', 'crm/customers', { name: `${name}有限公司` });
  const call = await callAs<OpportunityView>(url, as);
  return await call('POST', 'crm/opportunities', { name, customer_id: customer.id, ...fields });
}

const stages = async () =>
  (await (await callAs<{ items: StageDefinitionView[] }>(inject('serviceUrl'), MANAGER))('GET', 'crm/stages')).items;

/** Changes a stage beside the browser; answers what gives it its old meaning back. */
async function editStage(stage: string, change: Record<string, unknown>): Promise<() => Promise<void>> {
  const call = await callAs<StageDefinitionView>(inject('serviceUrl'), MANAGER);
  const patch = async (body: Record<string, unknown>) => {
    const version = (await stages()).find((one) => one.stage === stage)?.version;
    await call('PATCH', `crm/stages/${stage}`, { version, ...body });
  };
  const old = (await stages()).find((one) => one.stage === stage);
  await patch(change);
  return () => patch({ enforcement: old?.enforcement, required_facts: old?.required_facts.map(({ key }) => key) });
}

describe('a deal in depth', () => {
  it('is checked up, and its next step is planned, its facts, lines and competitors written down', async () => {
    const deal = await newDeal('云栖产线改造', { stage: 'proposal', amount: 90_000 });
    const call = await callAs<unknown>(inject('serviceUrl'), SALES);
    const { page } = await visit({ as: SALES, at: `/opportunities?open=${deal.id}` });
    const panel = page.getByRole('dialog', { name: '云栖产线改造' });
    const checkUp = panel.getByRole('region', { name: '商机体检' });
    await checkUp.getByText('没有安排下一步跟进').waitFor();
    await checkUp.getByRole('button', { name: '为「安排一次跟进，写清时间和目的」安排跟进' }).click();
    const plan = page.getByRole('dialog', { name: '添加跟进' });
    expect(await plan.getByLabel('主题').inputValue()).toBe('安排一次跟进，写清时间和目的');
    await plan.getByLabel('主题').fill('和王总敲定预算');
    await plan.getByRole('button', { name: '保存' }).click();
    await checkUp.getByText('下一次跟进安排在').waitFor();

    const facts = panel.getByRole('region', { name: '关键信息' });
    await facts.getByRole('button', { name: '编辑 预算' }).click();
    await page.keyboard.type('十二万，已批');
    await page.keyboard.press('Enter');
    await facts.getByText('十二万，已批').waitFor();
    const stored = (await call('GET', `crm/opportunities/${deal.id}/facts`)) as FactList;
    expect(stored.items.find(({ key }) => key === 'budget')).toMatchObject({ value: '十二万，已批', known: true });

    await panel.getByRole('button', { name: '编辑明细' }).click();
    const sheet = page.getByRole('dialog', { name: '产品明细' });
    await sheet.getByLabel('名称').fill('实施服务');
    await sheet.getByLabel('数量').fill('2');
    await sheet.getByLabel('单价').fill('30,000');
    await sheet.getByLabel('折扣').fill('10');
    await sheet.getByRole('button', { name: '加一行' }).click();
    await sheet.getByRole('button', { name: '保存' }).click();
    await sheet.getByText('每行都要有产品或名称').waitFor();
    await sheet.getByRole('button', { name: '去掉第 2 行' }).click();
    await sheet.locator('output').getByText('¥54,000').waitFor();
    await takeAll(page, 'deal-lines');
    await page.setViewportSize({ width: 1440, height: 900 });
    await sheet.getByRole('button', { name: '保存' }).click();
    await page.getByText('产品明细已保存。').waitFor();
    await eventually(() => panel.getByText('¥54,000').count()).toBeGreaterThan(1);
    expect((await call('GET', `crm/opportunities/${deal.id}/lines`)) as LineList).toMatchObject({ total: 54_000 });

    const rivals = panel.getByRole('region', { name: '竞争对手' });
    await rivals.getByRole('button', { name: '添加竞争对手' }).click();
    const dialog = page.getByRole('dialog', { name: '添加竞争对手' });
    await dialog.getByLabel('名称').fill('恒力自动化');
    await dialog.getByRole('combobox', { name: '形势' }).click();
    await page.getByRole('option', { name: '领先我方' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await rivals.getByText('恒力自动化').waitFor();
    await checkUp.getByText('恒力自动化领先我方').waitFor();
    await takeAll(page, 'deal');
  });

  it('asks for the facts a stage requires before it moves there', async () => {
    const restore = await editStage('negotiation', {
      enforcement: 'require',
      required_facts: ['amount', 'budget', 'expected_close'],
    });
    try {
      const deal = await newDeal('听涛仓储升级', { stage: 'proposal' });
      const { page } = await visit({ as: SALES, at: `/opportunities?open=${deal.id}` });
      const panel = page.getByRole('dialog', { name: '听涛仓储升级' });
      await panel.getByRole('button', { name: '移到「商务谈判」' }).click();
      const dialog = page.getByRole('dialog', { name: '移到「商务谈判」' });
      await dialog.getByText('进入「商务谈判」还缺 3 项关键信息').waitFor();
      await dialog.getByRole('button', { name: '移到「商务谈判」' }).click();
      await dialog.getByText('还有必填的信息没有填').waitFor();
      // A seller has no way around; a manager would.
      expect(await dialog.getByText('缺信息也放行').count()).toBe(0);
      await takeAll(page, 'deal-move');
      await page.setViewportSize({ width: 1440, height: 900 });
      await dialog.getByLabel('金额').fill('¥180,000');
      await dialog.getByLabel('预算').fill('二十万以内');
      await dialog.getByLabel('预计成交日期').fill('2027-03-31');
      await dialog.getByRole('button', { name: '移到「商务谈判」' }).click();
      await page.getByText('「听涛仓储升级」已到「商务谈判」').waitFor();
      await eventually(() => panel.locator('[aria-current="step"]').innerText()).toBe('商务谈判');
      const call = await callAs<OpportunityView>(inject('serviceUrl'), SALES);
      expect(await call('GET', `crm/opportunities/${deal.id}`)).toMatchObject({
        stage: 'negotiation',
        amount: 180_000,
        expected_close: '2027-03-31',
      });
    } finally {
      await restore();
    }
  });
});

describe('the board', () => {
  it('moves a deal by the pointer and by the keyboard, and says before where it may not go', async () => {
    const deal = await newDeal('碧湖看板项目', { stage: 'negotiation', amount: 70_000, expected_close: '2027-02-10' });
    const { page } = await visit({ as: SALES, at: '/opportunities?view=board&q=碧湖看板项目' });
    const column = (stage: string) => page.getByRole('region', { name: new RegExp(`^${stage}，`) });
    const card = column('商务谈判').getByRole('listitem').filter({ hasText: '碧湖看板项目' });
    await card.waitFor();
    await page.getByRole('region', { name: '商务谈判，1 个商机，共 7 万' }).waitFor();

    // The table of moves lets a deal go back by one stage at a time.
    await card.getByRole('button', { name: '移动「碧湖看板项目」' }).focus();
    await page.keyboard.press('Enter');
    const refused = page.getByRole('menuitem', { name: /初步接触/ });
    await refused.getByText('不能从这里直接改').waitFor();
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('menuitem', { name: '方案报价' }).focus();
    await page.keyboard.press('Enter');
    const confirm = page.getByRole('dialog', { name: '移到「方案报价」' }).getByRole('button', { name: /^移到/ });
    await eventually(() => confirm.isEnabled()).toBe(true);
    await confirm.press('Enter');
    await column('方案报价').getByText('碧湖看板项目').first().waitFor();

    await column('方案报价').locator('[draggable=true]').filter({ hasText: '碧湖看板项目' }).dragTo(column('商务谈判'));
    await page.getByRole('dialog', { name: '移到「商务谈判」' }).getByRole('button', { name: /^移到/ }).click();
    await column('商务谈判').getByText('碧湖看板项目').first().waitFor();
    // Dropped where it may not go, nothing is asked and nothing changes.
    await column('商务谈判').locator('[draggable=true]').filter({ hasText: '碧湖看板项目' }).dragTo(column('初步接触'));
    expect(await page.getByRole('dialog').count()).toBe(0);
    const call = await callAs<OpportunityView>(inject('serviceUrl'), SALES);
    expect((await call('GET', `crm/opportunities/${deal.id}`)).stage).toBe('negotiation');
    await address(page).toBe('/opportunities?view=board&q=碧湖看板项目');
  });

  it('shows every stage with its sum, and more of a column on demand', async () => {
    const { page } = await visit({ as: MANAGER, at: '/opportunities?view=board' });
    const first = page.getByRole('region', { name: /^初步接触，/ });
    await first.getByRole('listitem').first().waitFor();
    await takeAll(page, 'board');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: '列表' }).click();
    await address(page).toBe('/opportunities');
    await page.locator('tbody tr').first().waitFor();
  });
});

describe('from the won deal', () => {
  it('comes an order with its delivery, its issues, its contract and what was paid', async () => {
    const deal = await newDeal('枫桥系统交付', { stage: 'won', amount: 60_000 });
    const { page } = await visit({ as: SALES, at: `/opportunities?open=${deal.id}` });
    await page.getByRole('button', { name: '转为订单' }).click();
    await page.getByText(/订单 DD-\d+ 已建好。/).waitFor();
    await page.getByRole('link', { name: /^查看订单/ }).click();
    await address(page).toMatch(/^\/orders\?open=/);
    const panel = page.getByRole('dialog', { name: '枫桥系统交付' });
    const plan = panel.getByRole('region', { name: '交付计划' });
    await plan.getByRole('listitem').nth(1).waitFor();
    const tasks = await plan.getByRole('listitem').count();
    await plan
      .getByRole('button', { name: /^完成「/ })
      .first()
      .click();
    await plan.getByText(`1 / ${tasks} 项`).first().waitFor();
    await plan.getByRole('button', { name: '加任务' }).click();
    const task = page.getByRole('dialog', { name: '加任务' });
    await task.getByLabel('任务').fill('机房勘察');
    await task.getByLabel('到期日').fill('2025-01-10');
    await task.getByRole('button', { name: '保存' }).click();
    await plan.getByText('机房勘察').waitFor();

    await panel.getByRole('button', { name: '登记问题' }).click();
    const issue = page.getByRole('dialog', { name: '登记问题' });
    await issue.getByLabel('问题').fill('服务器型号发错');
    await issue.getByRole('combobox', { name: '严重程度' }).click();
    await page.getByRole('option', { name: '严重' }).click();
    await issue.getByRole('button', { name: '保存' }).click();
    await panel.getByText('服务器型号发错').waitFor();

    await panel.getByRole('button', { name: '新建合同' }).click();
    const contract = page.getByRole('dialog', { name: '新建合同' });
    await contract.getByLabel('合同名称').fill('枫桥系统合同');
    await contract.getByRole('button', { name: '新建' }).click();
    await panel.getByRole('button', { name: '加节点' }).click();
    const milestone = page.getByRole('dialog', { name: '加节点' });
    await milestone.getByLabel('节点').fill('首付款');
    await milestone.getByLabel('到期日').fill('2026-12-31');
    await milestone.getByLabel('金额').fill('20,000');
    await milestone.getByRole('button', { name: '保存' }).click();
    await panel.getByRole('button', { name: '登记回款 首付款' }).click();
    const payment = page.getByRole('dialog', { name: '登记「首付款」的回款' });
    expect(await payment.getByLabel('回款金额').inputValue()).toBe('20000');
    await payment.getByLabel('回款金额').fill('5000');
    await payment.getByRole('button', { name: '登记回款' }).click();
    await panel.getByText('已回款 ¥5,000 / ¥20,000').first().waitFor();
    await takeAll(page, 'order');
    await page.setViewportSize({ width: 1440, height: 900 });

    // The late one stands first, before an order whose days are still to come.
    await page.goto(new URL('/orders', page.url()).href);
    await page.locator('tbody tr').first().getByText('枫桥系统交付', { exact: true }).waitFor();
    await takeAll(page, 'orders');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('tab', { name: /^逾期/ }).click();
    await address(page).toBe('/orders?tab=late');
    await page.getByRole('button', { name: '机房勘察' }).click();
    await page.getByRole('dialog', { name: '枫桥系统交付' }).waitFor();
    await takeAll(page, 'orders-late');
    const orders = await callAs<{ items: OrderView[] }>(inject('serviceUrl'), SALES);
    const { items } = await orders('GET', `crm/orders?opportunity_id=${deal.id}`);
    expect(items[0]).toMatchObject({ status: 'delivering', tasks_done: 1, next_due_on: '2025-01-10' });
  });
});

describe('the settings of the stages', () => {
  it('are changed by the manager, and a lost reason of one’s own is then chosen', async () => {
    const { page } = await visit({ as: MANAGER, at: '/stages' });
    await page.getByRole('button', { name: '修改「初步接触」' }).click();
    const dialog = page.getByRole('dialog', { name: '修改「初步接触」' });
    await dialog.getByLabel('多少天没有推进算停滞').fill('0');
    await dialog.getByText('格式不对').waitFor();
    expect(await dialog.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
    await dialog.getByLabel('多少天没有推进算停滞').fill('21');
    await takeAll(page, 'stage-settings');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('「初步接触」的设置已保存。').waitFor();
    await page.getByText('21 天').waitFor();
    expect((await stages()).find((one) => one.stage === 'prospecting')?.stalled_days).toBe(21);
    await takeAll(page, 'stages');
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.getByRole('tab', { name: '输单原因' }).click();
    await address(page).toBe('/stages?tab=reasons');
    await page.getByRole('button', { name: '新增原因' }).click();
    const reason = page.getByRole('dialog', { name: '新增原因' });
    await reason.getByLabel('输单原因').fill('交期赶不上');
    await reason.getByText('要补充说明').click();
    await reason.getByRole('button', { name: '保存' }).click();
    await page.getByRole('listitem').filter({ hasText: '交期赶不上' }).waitFor();
    await takeAll(page, 'lost-reasons');

    const deal = await newDeal('柳荫改造', { stage: 'proposal' });
    const seller = await visit({ as: SALES, at: `/opportunities?open=${deal.id}` });
    const panel = seller.page.getByRole('dialog', { name: '柳荫改造' });
    await panel.getByRole('button', { name: '输单' }).click();
    const lose = seller.page.getByRole('dialog', { name: '移到「输单」' });
    await lose.getByRole('combobox', { name: '输单原因' }).click();
    await seller.page.getByRole('option', { name: '交期赶不上' }).click();
    await lose.getByRole('button', { name: /^移到/ }).click();
    // This reason asks for words.
    await lose.getByText('请填写').waitFor();
    await lose.getByLabel(/补充说明/).fill('要年底前上线');
    await lose.getByRole('button', { name: /^移到/ }).click();
    await panel.getByText('交期赶不上：要年底前上线').first().waitFor();
  });
});

describe('the forecast', () => {
  it('shows the months with their interval, by person, and the deals behind a figure', async () => {
    await newDeal('望江扩容', { stage: 'negotiation', amount: 500_000, expected_close: '2027-01-20' }, MANAGER);
    const { page } = await visit({ as: MANAGER, at: '/forecast?period=half' });
    const table = page.getByRole('table', { name: '业绩预测' });
    await table.getByRole('row').nth(6).waitFor();
    await takeAll(page, 'forecast');
    await page.setViewportSize({ width: 1440, height: 900 });
    const january = table.getByRole('row').filter({ hasText: '2027 年 1 月' });
    await january.getByRole('button', { name: '看 2027 年 1 月 的商机' }).click();
    await address(page).toBe('/forecast?period=half&month=2027-01');
    const panel = page.getByRole('dialog', { name: '2027 年 1 月预计成交的商机' });
    await panel.getByRole('link', { name: /望江扩容/ }).waitFor();
    await takeAll(page, 'forecast-deals');
    await page.setViewportSize({ width: 1440, height: 900 });
    await panel.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '按人' }).click();
    await address(page).toBe('/forecast?period=half&by=owner');
    await table.getByText('2027 年 1 月 · ').first().waitFor();
    await page.getByRole('button', { name: '测算' }).click();
    await page.getByText('已开始测算，几分钟后刷新可见。').waitFor();
    const call = await callAs<BackTest>(inject('serviceUrl'), MANAGER);
    await eventually(async () => (await call('GET', 'crm/forecast/back-test')).measured_at === null).toBe(false);
    await page.reload();
    await page.getByRole('table', { name: '以前预测得准不准' }).waitFor();
    await takeAll(page, 'forecast-by-owner');
  });

  it('says what failed, and tries again', async () => {
    const { page, watch } = await visit({ as: SALES });
    watch.expect(/answered 503: GET \/api\/v1\/crm\/forecast/);
    let broken = true;
    await page.route(/\/api\/v1\/crm\/forecast\?/, (route) =>
      broken
        ? route.fulfill({
            status: 503,
            json: { error: { code: 'x', kind: 'transient', message: '数据库正忙，请稍后再试。', request_id: 'r1' } },
          })
        : route.continue(),
    );
    await page.goto(new URL('/forecast', page.url()).href);
    await page.getByText('数据库正忙，请稍后再试。').waitFor();
    await page.screenshot({ path: 'tests/browser/screenshots/forecast-failing.png' });
    broken = false;
    await page.getByRole('button', { name: '重试' }).first().click();
    await page.getByRole('table', { name: '业绩预测' }).waitFor();
  });
});

describe('follow-ups', () => {
  it('that nobody planned are planned with one click, and the navigation counts what is due', async () => {
    const url = inject('serviceUrl');
    const deal = await newDeal('听雨无计划项目', { amount: 40_000 });
    const call = await callAs<unknown>(url, SALES);
    await call('POST', 'crm/activities', {
      kind: 'call',
      status: 'planned',
      subject: '早该打的电话',
      due_at: '2026-01-05T10:00:00+08:00',
      customer_id: deal.customer_id,
    });
    const { page } = await visit({ as: SALES, at: '/activities?tab=unplanned' });
    await page.getByRole('link', { name: /跟进，\d+ 条今天要跟进或已逾期/ }).waitFor();
    // The newest lies on the last page: the longest idle stand first.
    const total = Number(
      /共 (\d+) 条/.exec(
        await page
          .getByText(/共 \d+ 条/)
          .first()
          .innerText(),
      )?.[1],
    );
    await page.goto(new URL(`/activities?tab=unplanned&size=100&page=${Math.ceil(total / 100)}`, url).href);
    const row = page.getByRole('listitem').filter({ hasText: '听雨无计划项目' });
    await row.waitFor();
    await row.getByRole('button', { name: '为「听雨无计划项目」安排明天的跟进' }).click();
    await page.getByText('已安排「听雨无计划项目」明天 10:00 的跟进').waitFor();
    await eventually(() => row.count()).toBe(0);
    await page.goto(new URL('/activities?tab=unplanned', url).href);
    await page.getByRole('listitem').nth(3).waitFor();
    await takeAll(page, 'unplanned');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('tab', { name: /^提醒/ }).click();
    await address(page).toBe('/activities?tab=reminders');
    await page
      .getByText(/没有提醒|标为已读/)
      .first()
      .waitFor();
    await takeAll(page, 'reminders');
  });
});
