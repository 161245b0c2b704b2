import { z } from 'zod';
import { getProfile } from '../domain/crm/profiles/get-profile.ts';
import { countTiers, listByValue, type TierCount, type ValuedCustomer } from '../domain/crm/profiles/list-by-value.ts';
import { TIER_WORDS } from '../domain/crm/profiles/profile-words.ts';
import { HEALTH_SIGNALS } from '../domain/crm/profiles/signals/registry.ts';
import { TIERS, type Tier } from '../kernel/contracts/profile.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { given, maybeChoice, maybeCustomer, maybeOwner, maybeRegion, maybeTeam } from './arguments.ts';
import { answer, nameSome, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { customerLink, customerRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { resolveWhose, type Whose } from './resolve/whose.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const MOST_READ = 100;

const VALUE_TABLE: RowTable<ValuedCustomer> = {
  columns: [
    { key: 'name', label: '客户', format: 'text', cell: (row) => row.name },
    { key: 'spent', label: '成交金额', format: 'money', cell: (row) => row.spent },
    { key: 'orders', label: '成交次数', format: 'integer', cell: (row) => row.orders },
    { key: 'last_order_on', label: '最近成交', format: 'date', cell: (row) => row.last_order_on },
    {
      key: 'rfm',
      label: 'R-F-M',
      format: 'text',
      cell: (row) => (row.r === null ? null : `${row.r}-${row.f}-${row.m}`),
    },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: (row) => customerLink(row.customer_id, row.name),
};

const TIER_TABLE: RowTable<TierCount> = {
  columns: [
    { key: 'tier', label: '价值层级', format: 'text', cell: (row) => TIER_WORDS[row.tier] },
    { key: 'customers', label: '客户数', format: 'integer', cell: (row) => row.customers },
    { key: 'spent', label: '成交金额', format: 'money', cell: (row) => row.spent },
  ],
  ref: () => null,
};

export const customerValueTool = readTool({
  name: 'customer_value',
  title: '客户价值',
  description:
    '客户价值（RFM：最近成交、成交次数、成交金额）和层级：一个客户的，或某层级的客户名单，或各层级的分布。tier：key 高价值、important 重要、regular 普通、small 小额、prospect 还没成交。',
  permission: 'crm.read',
  input: z.strictObject({
    customer: maybeCustomer,
    tier: maybeChoice('价值层级', TIERS, {
      key: ['高价值', '最值钱', '价值最高', '最有价值'],
      important: ['重要客户', '价值较高'],
      regular: ['普通客户', '一般价值'],
      small: ['小额客户', '低价值', '小客户'],
      prospect: ['没成交过', '未成交', '没下过单', '没买过', '还没成交'],
    }),
    owner: maybeOwner,
    team: maybeTeam,
    region: maybeRegion,
  }),
  phrases: [
    '{customer}的客户价值',
    '{customer}属于哪个价值层级',
    '{customer}的RFM',
    '{customer}一共买了多少钱的东西',
    '{customer}值不值得花时间',
    '{owner}手上高价值客户有哪些',
    '{team}高价值客户名单',
    '最值钱的客户是哪些',
    '客户价值分层',
    '{region}客户的价值分层',
    '没成交过的客户有哪些',
    '{owner}名下的小额客户',
    '{team}的客户价值分布',
    '{customer}是什么价值等级',
  ],
  answer: async (scope, said) => {
    const name = given(said.customer);
    if (name) return await oneCustomer(scope, name);
    const whose = await resolveWhose(scope, said);
    return said.tier ? await ofTier(scope, said.tier, whose) : await allTiers(scope, whose);
  },
});

async function oneCustomer(scope: ToolScope, name: string): Promise<ToolAnswer> {
  const view = await resolveCustomer(scope, name);
  const profile = await getProfile(scope, scope.healthSignals ?? HEALTH_SIGNALS, { id: view.id });
  return answer({
    text: sentences(
      `${view.name}是${profile.tier_words}。`,
      view.open_amount > 0 && `在手商机共 ${formatMoney(view.open_amount)}。`,
    ),
    parts: [],
    records: [customerRef(view)],
    suggestions: [`${view.name}的订单`, `${view.name}的健康度是多少`, '最值钱的客户是哪些'],
  });
}

async function ofTier(scope: ToolScope, tier: Tier, whose: Whose): Promise<ToolAnswer> {
  const { items, total } = await listByValue(scope, { page: 1, page_size: MOST_READ, tier, ...whose.filter });
  const parts = filterPart(scope.actor, '客户', [`价值层级：${TIER_WORDS[tier]}`, ...whose.conditions]);
  const [first] = items;
  if (!first)
    return answer({
      text: `${whose.words}客户里没有“${TIER_WORDS[tier]}”这一层的。`,
      parts,
      suggestions: ['客户价值分层', '没成交过的客户有哪些'],
    });
  return answer({
    text: sentences(
      `${whose.words}${TIER_WORDS[tier]}有 ${total} 家：${nameSome(
        items.map((row) => row.name),
        total,
        '家',
      )}。`,
      first.spent > 0 && `成交最多的是${first.name}，${formatMoney(first.spent)}。`,
    ),
    parts: [tablePart(VALUE_TABLE, items, { title: TIER_WORDS[tier], total }), ...parts],
    records: items.slice(0, 3).map((row) => customerLink(row.customer_id, row.name)),
    suggestions: [`30秒讲讲${first.name}`, `${first.name}的健康度是多少`, '客户价值分层'],
  });
}

async function allTiers(scope: ToolScope, whose: Whose): Promise<ToolAnswer> {
  const tiers = await countTiers(scope, whose.filter);
  const total = tiers.reduce((sum, { customers }) => sum + customers, 0);
  const spent = tiers.reduce((sum, row) => sum + row.spent, 0);
  const parts = filterPart(scope.actor, '客户', whose.conditions);
  if (total === 0)
    return answer({ text: `${whose.words}客户还没有价值统计，稍后再看。`, parts, suggestions: ['我有哪些客户'] });
  const [dearest] = tiers;
  return answer({
    text: sentences(
      `${whose.words}客户共 ${total} 家：${tiers
        .filter(({ customers }) => customers > 0)
        .map(({ tier, customers }) => `${TIER_WORDS[tier]} ${customers} 家`)
        .join('、')}。`,
      dearest &&
        dearest.spent > 0 &&
        `${TIER_WORDS[dearest.tier]}贡献了成交金额的 ${Math.round((dearest.spent / spent) * 100)}%。`,
    ),
    parts: [
      {
        type: 'chart',
        chart: {
          kind: 'bar',
          title: '客户价值分层',
          category: 'tier',
          series: [{ key: 'customers', label: '客户数', format: 'integer' }],
        },
        rows: tiers.map(({ tier, customers }) => ({ tier: TIER_WORDS[tier], customers })),
      },
      tablePart(TIER_TABLE, tiers, { title: '客户价值分层' }),
      ...parts,
    ],
    suggestions: ['最值钱的客户是哪些', '没成交过的客户有哪些', '哪些客户有流失风险'],
  });
}
