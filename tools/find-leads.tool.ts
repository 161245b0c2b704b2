import { z } from 'zod';
import { listLeads } from '../domain/crm/leads/list-leads.ts';
import { LEAD_STATUS_WORDS } from '../domain/crm/words.ts';
import { LEAD_STATUSES, type LeadStatus, type LeadView } from '../kernel/contracts/crm.ts';
import type { DayRange } from '../kernel/contracts/reports.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, leadStatus, maybeFlag, maybeOwner, maybePeriod, maybeRegion, maybeSource } from './arguments.ts';
import { answer, nameSome, phrase, sentences, type Piece } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { LEAD_TABLE } from './present/lead-table.ts';
import { leadRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { resolvePerson, type Person } from './resolve/person.ts';
import { resolveValue } from './resolve/value.ts';
import { readTool, type ToolScope } from './tool.ts';

const MOST_COUNTED = 200;

const input = z.strictObject({
  status: leadStatus.nullish(),
  source: maybeSource,
  owner: maybeOwner,
  region: maybeRegion,
  unassigned: maybeFlag('未分配', ['没分配', '未分配', '没人跟', '没主', '无人', '待分配', '没分出去', '没人认领']),
  period: maybePeriod('新增时间'),
});

interface Criteria {
  readonly status: LeadStatus | undefined;
  readonly source: string | undefined;
  readonly owner: Person | undefined;
  readonly region: string | undefined;
  readonly unassigned: boolean;
  readonly days: DayRange | undefined;
  /** The days in words. */
  readonly when: string | undefined;
}

export const findLeads = readTool({
  name: 'find_leads',
  title: '查找线索',
  description: '按状态、来源、负责人、区域、是否未分配、新增时间列出线索。问某一条线索用 get_lead。',
  permission: 'crm.read',
  input,
  phrases: [
    '{period}新增了哪些线索',
    '有哪些{status}的线索',
    '来自{source}的线索有哪些',
    '还没分配的线索',
    '没人跟的线索有哪些',
    '{owner}手上有哪些线索',
    '{region}{period}进来的线索',
    '列一下{source}来的线索',
    '{status}线索列表',
    '看看{period}的新线索',
    '谁都没跟的线索',
    '我的线索',
    '{region}还有没人认领的线索吗',
    '{period}{source}来了哪些线索都列出来',
  ],
  answer: async (scope, said) => {
    const criteria = await resolveCriteria(scope, said);
    const moments = criteria.days && momentsOf(criteria.days);
    const page = await listLeads(scope, {
      page: 1,
      page_size: MOST_COUNTED,
      ...(criteria.status ? { status: criteria.status } : {}),
      ...(criteria.source ? { source: criteria.source } : {}),
      ...(criteria.owner ? { owner_id: criteria.owner.id } : {}),
      ...(criteria.region ? { region: criteria.region } : {}),
      ...(criteria.unassigned ? { unassigned: true } : {}),
      ...(moments ? { created_from: moments.from, created_to: moments.to } : {}),
    });
    const filter = filterPart(scope.actor, '线索', conditionsOf(criteria));
    const subject = subjectOf(criteria);
    const [first] = page.items;
    if (!first)
      return answer({
        text: `${phrase('没有找到', subject)}。${criteria.unassigned && scope.actor.dataScope === 'own' ? '未分配的线索由主管查看和分配。' : '可以换个条件再查。'}`,
        parts: filter,
        suggestions: ['我的线索', '最近30天新增了哪些线索', '有哪些新线索'],
      });
    const all = page.total === page.items.length;
    return answer({
      text: sentences(
        `${phrase(subject, `有 ${page.total} 条`)}${all && !criteria.status ? byStatus(page.items) : ''}，`,
        `${page.total > 1 ? '最新的' : ''}是${nameSome(page.items.map(nameOf), page.total, '条', 3)}。`,
      ),
      parts: [tablePart(LEAD_TABLE, page.items, { title: '线索', total: page.total }), ...filter],
      records: page.items.slice(0, 3).map(leadRef),
      suggestions: [
        `${first.name}这条线索现在谁在跟`,
        first.owner_id === null
          ? scope.actor.permissions.has('crm.assign') && `把${first.name}这条线索分给我`
          : undefined,
        '线索转化率是多少',
      ],
    });
  },
});

async function resolveCriteria(scope: ToolScope, said: z.output<typeof input>): Promise<Criteria> {
  const now = scope.clock.now();
  const [owner, region, source] = [given(said.owner), given(said.region), given(said.source)];
  const days = pastDays(said.period, now);
  return {
    status: said.status ?? undefined,
    source: source ? await resolveValue(scope, 'source', source) : undefined,
    owner: owner ? await resolvePerson(scope, owner) : undefined,
    region: region ? await resolveValue(scope, 'region', region) : undefined,
    unassigned: said.unassigned === true,
    days,
    when: days && describeRange(days, now),
  };
}

/** «11-09 至 11-15 新增的华东未分配线索». */
function subjectOf(criteria: Criteria): string {
  return phrase(
    criteria.owner && `${criteria.owner.words}负责的`,
    criteria.when && `${criteria.when} 新增的`,
    criteria.region,
    criteria.source && `${criteria.source}来源的`,
    criteria.unassigned && '未分配的',
    criteria.status && (criteria.status === 'new' ? '未联系的' : `${LEAD_STATUS_WORDS[criteria.status]}的`),
    '线索',
  );
}

function conditionsOf(criteria: Criteria): Piece[] {
  return [
    criteria.when && `新增时间：${criteria.when}`,
    criteria.owner && `负责人：${criteria.owner.name}`,
    criteria.region && `区域：${criteria.region}`,
    criteria.source && `来源：${criteria.source}`,
    criteria.status && `状态：${LEAD_STATUS_WORDS[criteria.status]}`,
    criteria.unassigned && '未分配',
  ];
}

function byStatus(rows: readonly LeadView[]): string {
  const counts = LEAD_STATUSES.map((status) => [status, rows.filter((row) => row.status === status).length] as const);
  const present = counts.filter(([, count]) => count > 0);
  if (present.length < 2) return '';
  return `（${present.map(([status, count]) => `${LEAD_STATUS_WORDS[status]} ${count} 条`).join('、')}）`;
}

function nameOf(row: LeadView): string {
  return row.company ? `${row.name}（${row.company}）` : row.name;
}
