import { z } from 'zod';
import { listCustomers } from '../domain/crm/customers/list-customers.ts';
import type { CustomerView } from '../kernel/contracts/crm.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { slot } from '../kernel/slots.ts';
import { given, maybeOwner, maybeNamed, maybeRegion } from './arguments.ts';
import { answer, nameSome, phrase, sentences } from './present/answer.ts';
import { CUSTOMER_TABLE } from './present/customer-table.ts';
import { filterPart } from './present/filter-part.ts';
import { customerRef } from './present/refs.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { resolvePerson, type Person } from './resolve/person.ts';
import { resolveTag } from './resolve/tag.ts';
import { resolveValue } from './resolve/value.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const input = z.strictObject({
  text: maybeNamed('company', '关键字', ['叫', '名字带', '名称含', '包含', '带']),
  region: maybeRegion,
  sector: maybeNamed('sector', '行业'),
  owner: maybeOwner,
  tag: maybeNamed('tag', '标签'),
  idle_days: slot('days', '未联系天数', z.number().int().min(1).max(3650), [
    '超过',
    '没联系',
    '未跟进',
    '没动',
  ]).nullish(),
  limit: slot('count', '条数', z.number().int().min(1).max(100)).nullish(),
});
type Input = z.output<typeof input>;

/** The filter, every word of it resolved. */
interface Criteria {
  readonly owner: Person | undefined;
  readonly region: string | undefined;
  readonly sector: string | undefined;
  readonly tag: string | undefined;
  readonly text: string | undefined;
  readonly idleDays: number | undefined;
}

export const findCustomers = readTool({
  name: 'find_customers',
  title: '查找客户',
  description:
    '按名称关键字、区域、行业、负责人、标签或多久没联系列出客户。问某一个客户的情况用 get_customer；问客户数量的统计用 query_report。',
  permission: 'crm.read',
  input,
  phrases: [
    '{region}有哪些{sector}客户',
    '列出{owner}名下的客户',
    '查一下{region}的客户',
    '找一下叫{text}的客户',
    '名字里带{text}的客户',
    '哪些客户超过{idle_days}没联系了',
    '{idle_days}没跟进的客户有哪些',
    '带{tag}标签的客户',
    '打了{tag}标签的客户有哪些',
    '{owner}手上有哪些{sector}客户',
    '我负责的客户列表',
    '{sector}行业的客户都有谁',
    '给我一份{region}{tag}客户的名单',
    '好久没联系的客户',
    '{region}做{sector}的客户列一下',
  ],
  answer: async (scope, said) => {
    const criteria = await resolveCriteria(scope, said);
    const page = await listCustomers(scope, {
      page: 1,
      page_size: said.limit ?? MOST_SHOWN,
      sort: criteria.idleDays ? 'last_activity_at' : '-updated_at',
      ...(criteria.text ? { q: criteria.text } : {}),
      ...(criteria.region ? { region: criteria.region } : {}),
      ...(criteria.sector ? { sector: criteria.sector } : {}),
      ...(criteria.owner ? { owner_id: criteria.owner.id } : {}),
      ...(criteria.tag ? { tag: criteria.tag } : {}),
      ...(criteria.idleDays ? { idle_days: criteria.idleDays } : {}),
    });
    return page.total === 0 ? nothing(scope, criteria) : found(scope, criteria, page.items, page.total);
  },
});

async function resolveCriteria(scope: ToolScope, said: Input): Promise<Criteria> {
  const [owner, region, sector, tag] = [given(said.owner), given(said.region), given(said.sector), given(said.tag)];
  return {
    owner: owner ? await resolvePerson(scope, owner) : undefined,
    region: region ? await resolveValue(scope, 'region', region) : undefined,
    sector: sector ? await resolveValue(scope, 'sector', sector) : undefined,
    tag: tag ? await resolveTag(scope, tag) : undefined,
    text: given(said.text),
    idleDays: said.idle_days ?? undefined,
  };
}

/** «王磊负责的华东制造业客户». */
function subjectOf(criteria: Criteria): string {
  return phrase(
    criteria.owner && `${criteria.owner.words}负责的`,
    criteria.idleDays && `超过 ${criteria.idleDays} 天没联系的`,
    criteria.tag && `带“${criteria.tag}”标签的`,
    criteria.text && `名称含“${criteria.text}”的`,
    criteria.region,
    criteria.sector,
    '客户',
  );
}

function filterOf(scope: ToolScope, criteria: Criteria) {
  return filterPart(scope.actor, '客户', [
    criteria.owner && `负责人：${criteria.owner.name}`,
    criteria.region && `区域：${criteria.region}`,
    criteria.sector && `行业：${criteria.sector}`,
    criteria.tag && `标签：${criteria.tag}`,
    criteria.text && `名称含“${criteria.text}”`,
    criteria.idleDays && `${criteria.idleDays} 天以上没有跟进`,
  ]);
}

function nothing(scope: ToolScope, criteria: Criteria): ToolAnswer {
  const narrowed = Object.values(criteria).filter((one) => one !== undefined).length > 1;
  return answer({
    text: `${phrase('没有找到', subjectOf(criteria))}。${narrowed ? '可以去掉一个条件再查。' : '可以换个条件再查。'}`,
    parts: filterOf(scope, criteria),
    suggestions: [
      criteria.region && criteria.sector && `${criteria.region}有哪些客户`,
      criteria.sector && `${criteria.sector}行业的客户都有谁`,
      '我负责的客户列表',
    ],
  });
}

function found(scope: ToolScope, criteria: Criteria, rows: readonly CustomerView[], total: number): ToolAnswer {
  const now = scope.clock.now();
  const [first] = rows;
  const names = nameSome(
    rows.map((row) => row.name),
    total,
    '家',
  );
  const oldest =
    criteria.idleDays && first
      ? `${total > 1 ? `搁置最久的是${first.name}，` : ''}${first.last_activity_at ? `上次联系是 ${formatWhen(first.last_activity_at, now)}` : '还没有联系过'}。`
      : undefined;
  const largest = [...rows].sort((a, b) => b.open_amount - a.open_amount)[0];
  const richest =
    !oldest && total > 1 && total === rows.length && largest && largest.open_amount > 0
      ? `在手金额最高的是${largest.name}，${formatMoney(largest.open_amount)}。`
      : undefined;
  const cut = total > rows.length ? `先列出 ${rows.length} 家。` : undefined;
  return answer({
    text: sentences(`${phrase(subjectOf(criteria), `有 ${total} 家`)}：${names}。`, oldest, richest, cut),
    parts: [tablePart(CUSTOMER_TABLE, rows, { title: '客户', total }), ...filterOf(scope, criteria)],
    records: rows.slice(0, 5).map(customerRef),
    suggestions: [
      first && `介绍一下${first.name}`,
      first && `${first.name}有哪些商机`,
      criteria.idleDays
        ? first && `明天上午10点提醒我回访${first.name}`
        : `${criteria.region ?? '我'}的客户里哪些超过30天没联系了`,
    ],
  });
}
