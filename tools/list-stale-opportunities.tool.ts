import { z } from 'zod';
import { listStaleOpportunities } from '../domain/crm/opportunities/list-stale-opportunities.ts';
import { STAGE_WORDS } from '../domain/crm/words.ts';
import type { OpportunityView } from '../kernel/contracts/crm.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { slot } from '../kernel/slots.ts';
import { given, maybeOwner, maybeRegion, maybeTeam } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { sumOf } from './present/opportunity-table.ts';
import { opportunityRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolvePerson } from './resolve/person.ts';
import { resolveTeam } from './resolve/team.ts';
import { resolveValue } from './resolve/value.ts';
import { readTool } from './tool.ts';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MOST_SUMMED = 500;

export const listStaleOpportunitiesTool = readTool({
  name: 'list_stale_opportunities',
  title: '停滞商机',
  description: '多少天（默认 30）没有跟进、也没有变动阶段的在谈商机，搁置最久的在前。可按负责人、团队、区域看。',
  permission: 'crm.read',
  input: z.strictObject({
    days: slot('days', '天数', z.number().int().min(1).max(3650).default(DEFAULT_DAYS), ['超过']),
    owner: maybeOwner,
    team: maybeTeam,
    region: maybeRegion,
  }),
  phrases: [
    '哪些商机超过{days}没动',
    '{days}没进展的商机',
    '卡住的单子有哪些',
    '{owner}有哪些停滞的商机',
    '{region}哪些项目{days}没更新了',
    '长期没动静的单子',
    '{team}的商机有没有搁置的',
    '有没有{days}都没推进的机会',
    '查一下停滞超过{days}的商机',
    '我的单子里哪些很久没动了',
    '哪些商机好久没动了',
    '{owner}手上{days}没跟进的单子',
    '{team}有没有停了{days}以上的商机',
    '睡着的商机',
  ],
  answer: async (scope, said) => {
    const [owner, team, region] = [given(said.owner), given(said.team), given(said.region)];
    const person = owner ? await resolvePerson(scope, owner) : undefined;
    const unit = team ? await resolveTeam(scope, team) : undefined;
    const place = region ? await resolveValue(scope, 'region', region) : undefined;
    const page = await listStaleOpportunities(scope, {
      days: said.days,
      page: 1,
      page_size: MOST_SUMMED,
      ...(person ? { owner_id: person.id } : {}),
      ...(unit ? { team_id: unit.id } : {}),
      ...(place ? { region: place } : {}),
    });
    const now = scope.clock.now();
    const subject = `${person ? `${person.words}负责的` : ''}${unit ? `${unit.name}的` : ''}${place ?? ''}在谈商机`;
    const filter = filterPart(scope.actor, '商机', [
      '只含在谈商机',
      `${said.days} 天以上没有跟进或变动阶段`,
      person && `负责人：${person.name}`,
      unit && `团队：${unit.name}`,
      place && `客户区域：${place}`,
    ]);
    const [first] = page.items;
    if (!first)
      return answer({
        text: `${subject}里没有超过 ${said.days} 天没动的。`,
        parts: filter,
        suggestions: [said.days > 7 && '哪些商机超过7天没动', '本月预计能签的单子', '我今天要跟进谁'],
      });
    return answer({
      text: sentences(
        `${subject}里有 ${page.total} 个超过 ${said.days} 天没动${page.total === page.items.length ? `，合计 ${formatMoney(sumOf(page.items))}` : ''}。`,
        `搁置最久的是${first.name}${first.customer_name ? `（${first.customer_name}）` : ''}，已经 ${restDays(first, now)} 天${first.owner_name ? `，负责人${first.owner_name}` : ''}。`,
      ),
      parts: [tablePart(staleTable(now), page.items, { title: '停滞商机', total: page.total }), ...filter],
      records: page.items.slice(0, 3).map(opportunityRef),
      suggestions: [
        `${first.name}这个商机怎么样了`,
        `明天上午10点回访${first.name}这个商机`,
        first.customer_name && `看看${first.customer_name}的往来记录`,
      ],
    });
  },
});

/** The last time anything moved: an activity, a change of stage, or the creation. */
function lastMoved(row: OpportunityView): string {
  return [row.last_activity_at, row.stage_changed_at, row.created_at].reduce<string>(
    (latest, at) => (at !== null && Date.parse(at) > Date.parse(latest) ? at : latest),
    row.created_at,
  );
}

/** Whole days since then. */
function restDays(row: OpportunityView, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(lastMoved(row))) / DAY_MS);
}

function staleTable(now: Date): RowTable<OpportunityView> {
  return {
    columns: [
      { key: 'name', label: '商机', format: 'text', cell: (row) => row.name },
      { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
      { key: 'stage', label: '阶段', format: 'text', cell: (row) => STAGE_WORDS[row.stage] },
      { key: 'amount', label: '金额', format: 'money', cell: (row) => row.amount },
      { key: 'rest', label: '停滞天数', format: 'integer', cell: (row) => restDays(row, now) },
      { key: 'moved_at', label: '最近变动', format: 'datetime', cell: lastMoved },
      { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    ],
    ref: opportunityRef,
  };
}
