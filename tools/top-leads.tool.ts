import { z } from 'zod';
import { listLeads } from '../domain/crm/leads/list-leads.ts';
import { listCooledLeads, type CooledLead } from '../domain/crm/scoring/list-cooled-leads.ts';
import type { LeadView } from '../kernel/contracts/crm.ts';
import { LEAD_GRADES, type LeadGrade } from '../kernel/contracts/scoring.ts';
import { slot } from '../kernel/slots.ts';
import { given, maybeFlag, maybeGrade, maybeOwner, maybeRegion, maybeSource, maybeTeam } from './arguments.ts';
import { answer, phrase, sentences, type Piece } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { leadRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolvePerson, type Person } from './resolve/person.ts';
import { resolveTeam, type NamedTeam } from './resolve/team.ts';
import { resolveValue } from './resolve/value.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const MOST_SHOWN = 50;
/** A lead has cooled when its score is lower than so many days ago. */
const COOLED_DAYS = 14;

const input = z.strictObject({
  grade: maybeGrade,
  owner: maybeOwner,
  team: maybeTeam,
  region: maybeRegion,
  source: maybeSource,
  cooled: maybeFlag('变凉的', [
    '变凉',
    '凉了',
    '凉下来',
    '降温',
    '变冷',
    '冷下来',
    '掉分',
    '掉级',
    '降级',
    '分数下降',
    '下滑',
  ]),
  limit: slot('count', '条数', z.number().int().min(1).max(100)).nullish(),
});

interface Criteria {
  readonly grade: LeadGrade | undefined;
  readonly owner: Person | undefined;
  readonly team: NamedTeam | undefined;
  readonly region: string | undefined;
  readonly source: string | undefined;
}

export const topLeads = readTool({
  name: 'top_leads',
  title: '优先跟进的线索',
  description:
    '按评分从高到低列出还在跟的线索：最值得跟的、某一级的；cooled 为真时列出近两周分数掉下来（变凉）的。可按等级、负责人、团队、区域、来源看。',
  permission: 'crm.read',
  input,
  phrases: [
    '我手上哪些线索分数最高',
    '评分最高的线索',
    '{grade}线索有哪些',
    '最值得跟进的线索是哪几条',
    '{owner}最好的线索',
    '{team}的{grade}线索',
    '{region}评分最高的线索列一下',
    '{source}来的优质线索',
    '先跟哪些线索',
    '哪些线索变凉了',
    '{owner}有哪些线索降温了',
    '{team}最近掉分的线索',
    '我的线索按评分排一下',
    '高分线索前10条',
    '{grade}的线索还有多少没跟',
    '哪些线索降级了',
  ],
  answer: async (scope, said) => {
    const criteria = await resolveCriteria(scope, said);
    const page = { page: 1, page_size: said.limit ?? MOST_SHOWN, ...filterOf(criteria) };
    if (said.cooled) {
      const cooled = await listCooledLeads(scope, { ...page, days: COOLED_DAYS });
      return tellCooled(scope, criteria, cooled.items, cooled.total);
    }
    const best = await listLeads(scope, { ...page, sort: '-score', open: true });
    return tellBest(scope, criteria, best.items, best.total);
  },
});

async function resolveCriteria(scope: ToolScope, said: z.output<typeof input>): Promise<Criteria> {
  const [owner, team, region, source] = [said.owner, said.team, said.region, said.source].map(given);
  return {
    grade: said.grade ?? undefined,
    owner: owner ? await resolvePerson(scope, owner) : undefined,
    team: team ? await resolveTeam(scope, team) : undefined,
    region: region ? await resolveValue(scope, 'region', region) : undefined,
    source: source ? await resolveValue(scope, 'source', source) : undefined,
  };
}

function filterOf({ grade, owner, team, region, source }: Criteria) {
  return {
    ...(grade ? { grade } : {}),
    ...(owner ? { owner_id: owner.id } : {}),
    ...(team ? { team_id: team.id } : {}),
    ...(region ? { region } : {}),
    ...(source ? { source } : {}),
  };
}

function tellBest(scope: ToolScope, criteria: Criteria, rows: readonly LeadView[], total: number): ToolAnswer {
  const filter = filterPart(scope.actor, '线索', ['只含还在跟的线索', ...conditionsOf(criteria)]);
  const [first] = rows;
  if (!first)
    return answer({
      text: `没有找到${subjectOf(criteria)}。可以去掉一个条件再查。`,
      parts: filter,
      suggestions: ['评分最高的线索', '我的线索'],
    });
  const named = rows.slice(0, 3).map((row) => `${nameOf(row)}${row.score === null ? '' : ` ${row.score} 分`}`);
  const unscored = rows.filter((row) => row.score === null).length;
  return answer({
    text: sentences(
      `${phrase(subjectOf(criteria), `有 ${total} 条`)}${criteria.grade ? '' : gradesOf(rows, total)}，分数最高的是${named.join('、')}。`,
      total > rows.length && `先列出前 ${rows.length} 条。`,
      unscored > 0 && `其中 ${unscored} 条还没有评分。`,
    ),
    parts: [tablePart(BEST, rows, { title: '按评分排列的线索', total }), ...filter],
    records: rows.slice(0, 3).map(leadRef),
    suggestions: [`${first.name}这条线索打了多少分`, `提醒我明天上午10点联系线索${first.name}`, '哪些线索变凉了'],
  });
}

function tellCooled(scope: ToolScope, criteria: Criteria, rows: readonly CooledLead[], total: number): ToolAnswer {
  const conditions = [`近 ${COOLED_DAYS} 天分数下降 5 分以上`, ...conditionsOf(criteria)];
  const filter = filterPart(scope.actor, '线索', conditions);
  const [first] = rows;
  if (!first)
    return answer({
      text: `近 ${COOLED_DAYS} 天${subjectOf(criteria)}里没有明显变凉的。`,
      parts: filter,
      suggestions: ['评分最高的线索', '我今天要跟进谁'],
    });
  return answer({
    text: sentences(
      `近 ${COOLED_DAYS} 天${subjectOf(criteria)}里有 ${total} 条变凉了，掉得最多的是${nameOf(first)}：`,
      `从 ${first.from_score} 分（${first.from_grade} 级）降到 ${first.score} 分（${first.grade} 级）`,
      `${first.owner_name ? `，负责人${first.owner_name}` : ''}。`,
    ),
    parts: [tablePart(COOLED, rows, { title: '变凉的线索', total }), ...filter],
    records: rows.slice(0, 3).map(cooledRef),
    suggestions: [`${first.name}的分数为什么变了`, `提醒我明天上午10点联系线索${first.name}`, '评分最高的线索'],
  });
}

/** «王磊负责的华东 A 级线索». */
function subjectOf({ grade, owner, team, region, source }: Criteria): string {
  return phrase(
    owner && `${owner.words}负责的`,
    team && `${team.name}的`,
    region,
    source && `${source}来源的`,
    grade && `${grade} 级`,
    '线索',
  );
}

function conditionsOf({ grade, owner, team, region, source }: Criteria): Piece[] {
  return [
    grade && `等级：${grade}`,
    owner && `负责人：${owner.name}`,
    team && `团队：${team.name}`,
    region && `区域：${region}`,
    source && `来源：${source}`,
  ];
}

function gradesOf(rows: readonly LeadView[], total: number): string {
  if (total > rows.length) return '';
  const counts = LEAD_GRADES.map((grade) => [grade, rows.filter((row) => row.grade === grade).length] as const);
  const present = counts.filter(([, count]) => count > 0);
  return present.length < 2 ? '' : `（${present.map(([grade, count]) => `${grade} 级 ${count} 条`).join('、')}）`;
}

function nameOf(row: { readonly name: string; readonly company: string | null }): string {
  return row.company ? `${row.name}（${row.company}）` : row.name;
}

const BEST: RowTable<LeadView> = {
  columns: [
    { key: 'name', label: '线索', format: 'text', cell: (row) => row.name },
    { key: 'company', label: '公司', format: 'text', cell: (row) => row.company },
    { key: 'grade', label: '等级', format: 'text', cell: (row) => row.grade },
    { key: 'score', label: '评分', format: 'integer', cell: (row) => row.score },
    { key: 'source', label: '来源', format: 'text', cell: (row) => row.source },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'last_activity_at', label: '最近跟进', format: 'datetime', cell: (row) => row.last_activity_at },
  ],
  ref: leadRef,
};

function cooledRef(row: CooledLead) {
  return { entity: 'lead' as const, id: row.id, label: row.name, code: row.code, at: row.updated_at };
}

const COOLED: RowTable<CooledLead> = {
  columns: [
    { key: 'name', label: '线索', format: 'text', cell: (row) => row.name },
    { key: 'company', label: '公司', format: 'text', cell: (row) => row.company },
    { key: 'before', label: '原来', format: 'text', cell: (row) => `${row.from_grade} 级 ${row.from_score} 分` },
    { key: 'now', label: '现在', format: 'text', cell: (row) => `${row.grade} 级 ${row.score} 分` },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'last_activity_at', label: '最近跟进', format: 'datetime', cell: (row) => row.last_activity_at },
  ],
  ref: cooledRef,
};
