import { z } from 'zod';
import { listIncomplete, listInvalid, listStale } from '../domain/crm/quality/list-quality.ts';
import { missingFields, type MissingField } from '../domain/crm/quality/missing-fields.ts';
import { qualityOverview } from '../domain/crm/quality/overview.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import type { QualityEntity, QualityOverview, QualityRow } from '../kernel/contracts/data-quality.ts';
import type { Page } from '../kernel/contracts/paging.ts';
import { maybeFlag, maybeOwner, maybeTeam, given } from './arguments.ts';
import { answer, nameSome, phrase, sentences } from './present/answer.ts';
import { QUALITY_WORDS } from './present/duplicate-table.ts';
import { filterPart } from './present/filter-part.ts';
import { qualityTable, OVERVIEW_TABLE, type QualityFocus } from './present/quality-tables.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { resolvePerson, type Person } from './resolve/person.ts';
import { resolveTeam, type NamedTeam } from './resolve/team.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const input = z.strictObject({
  customers: maybeFlag('看客户', ['客户']),
  leads: maybeFlag('看线索', ['线索']),
  contacts: maybeFlag('看联系人', ['联系人']),
  owner: maybeOwner,
  team: maybeTeam,
  incomplete: maybeFlag('资料不全的', ['不全', '不完整', '缺', '没填', '空着', '漏填', '不齐']),
  invalid: maybeFlag('内容有误的', ['不对', '错误', '填错', '有误', '脏数据', '不合法', '格式', '乱填', '假号']),
  stale: maybeFlag('太久没更新的', ['没更新', '过时', '陈旧', '老旧', '没维护']),
});

interface Looked {
  readonly entity: QualityEntity;
  readonly owner: Person | undefined;
  readonly team: NamedTeam | undefined;
}

/** What is said of a list of each kind of problem. */
const FOCUS: Readonly<Record<QualityFocus, { readonly list: typeof listIncomplete; readonly words: string }>> = {
  incomplete: { list: listIncomplete, words: '资料不全' },
  invalid: { list: listInvalid, words: '内容有误' },
  stale: { list: listStale, words: '很久没有更新' },
};

export const dataQuality = readTool({
  name: 'data_quality',
  title: '数据质量',
  description:
    '客户、线索或联系人的资料好不好：平均完整度，多少条资料不全（incomplete）、电话或信用代码等有误（invalid）、太久没更新（stale）、疑似重复，最缺哪些字段，是谁的。',
  permission: 'crm.read',
  input,
  phrases: [
    '客户数据质量怎么样',
    '哪些客户资料不完整',
    '{owner}的客户资料缺什么',
    '线索里电话不对的有哪些',
    '信用代码有误的客户',
    '数据质量检查',
    '资料完整度是多少',
    '谁的客户资料最不全',
    '{team}的线索数据质量',
    '有多少客户信息没填全',
    '哪些客户资料太久没更新了',
    '脏数据多不多',
    '联系人信息缺得多吗',
    '资料体检',
    '电话有误的线索',
    '内容有误的线索有哪些',
  ],
  answer: async (scope, said) => {
    const [owner, team] = [given(said.owner), given(said.team)];
    const looked: Looked = {
      entity: said.contacts ? 'contact' : said.leads && !said.customers ? 'lead' : 'customer',
      owner: owner ? await resolvePerson(scope, owner) : undefined,
      team: team ? await resolveTeam(scope, team) : undefined,
    };
    const focus = (['incomplete', 'invalid', 'stale'] as const).find((one) => said[one] === true);
    return focus ? await tellFocus(scope, looked, focus) : await tellOverview(scope, looked);
  },
});

function idsOf({ owner, team }: Looked): { owner_id?: string; team_id?: string } {
  return { ...(owner ? { owner_id: owner.id } : {}), ...(team ? { team_id: team.id } : {}) };
}

function subjectOf({ entity, owner, team }: Looked): string {
  return phrase(owner && `${owner.words}负责的`, team && `${team.name}的`, QUALITY_WORDS[entity].noun);
}

async function tellFocus(scope: ToolScope, looked: Looked, focus: QualityFocus): Promise<ToolAnswer> {
  const { entity } = looked;
  const { list, words } = FOCUS[focus];
  const page: Page<QualityRow> = await list(scope, { entity, page: 1, page_size: MOST_SHOWN, ...idsOf(looked) });
  const { noun, unit } = QUALITY_WORDS[entity];
  const filter = filterPart(scope.actor, noun, [
    words,
    looked.owner && `负责人：${looked.owner.name}`,
    looked.team && `团队：${looked.team.name}`,
  ]);
  const [first] = page.items;
  if (!first)
    return answer({
      text: `${subjectOf(looked)}里没有${words}的。`,
      parts: filter,
      suggestions: [`${noun}数据质量怎么样`, '有哪些重复的客户'],
    });
  const missing = focus === 'incomplete' ? await missingFields(scope, { entity, ...idsOf(looked) }) : [];
  const names = nameSome(
    page.items.map((row) => row.name),
    page.total,
    unit,
  );
  return answer({
    text: sentences(
      `${subjectOf(looked)}里${words}的有 ${page.total} ${unit}：${names}。`,
      missing.length > 0 && `最缺的是${lackWords(missing, unit)}。`,
      focus === 'invalid' && `${first.name}：${first.problems.map(({ label }) => label).join('、')}。`,
      focus === 'stale' && `最久的是${first.name}，${first.idle_days} 天没有动过。`,
    ),
    parts: [
      ...missingChart(missing),
      tablePart(qualityTable(entity, focus), page.items, { title: `${words}的${noun}`, total: page.total }),
      ...filter,
    ],
    suggestions: [entity === 'customer' && `介绍一下${first.name}`, `${noun}数据质量怎么样`, '有哪些重复的客户'],
  });
}

async function tellOverview(scope: ToolScope, looked: Looked): Promise<ToolAnswer> {
  const { entity, owner, team } = looked;
  const { noun, unit } = QUALITY_WORDS[entity];
  const overview = await qualityOverview(scope, { entity, by: team && !owner ? 'team' : 'owner' });
  const narrowed = owner ?? team;
  const groups = narrowed ? overview.groups.filter((group) => group.id === narrowed.id) : overview.groups;
  const counts = narrowed ? groups[0] : overview.total;
  if (!counts || counts.records === 0)
    return answer({ text: `还没有${subjectOf(looked)}。`, parts: [], suggestions: ['客户数据质量怎么样'] });
  const missing = await missingFields(scope, { entity, ...idsOf(looked) });
  const worst = narrowed ? undefined : worstOf(groups);
  return answer({
    text: sentences(
      `${subjectOf(looked)}共 ${counts.records} ${unit}${counts.completeness === null ? '' : `，资料平均完整度 ${counts.completeness}%`}。`,
      `资料不全 ${counts.incomplete} ${unit}，内容有误 ${counts.invalid} ${unit}，很久没更新 ${counts.stale} ${unit}，疑似重复 ${counts.duplicates} ${unit}。`,
      missing.length > 0 && `最缺的是${lackWords(missing, unit)}。`,
      worst && `资料最不全的是${worst.name}名下的，平均完整度 ${worst.completeness}%。`,
      overview.pending > 0 && `还有 ${overview.pending} 条刚改过的正在检查。`,
    ),
    parts: [
      ...missingChart(missing),
      tablePart(OVERVIEW_TABLE, groups, { title: team && !owner ? '各团队数据质量' : '各负责人数据质量' }),
      ...filterPart(scope.actor, noun, [owner && `负责人：${owner.name}`, team && `团队：${team.name}`]),
    ],
    suggestions: [
      counts.incomplete > 0 && `哪些${noun}资料不完整`,
      counts.invalid > 0 && `内容有误的${noun}有哪些`,
      counts.duplicates > 0 && (entity === 'lead' ? '重复的线索有哪些' : '有哪些重复的客户'),
    ],
  });
}

function worstOf(groups: QualityOverview['groups']): QualityOverview['groups'][number] | undefined {
  const checked = groups.filter((group) => group.id !== null && group.completeness !== null);
  return checked.length < 2 ? undefined : checked.toSorted((a, b) => (a.completeness ?? 0) - (b.completeness ?? 0))[0];
}

/** «电话 8 家、行业 5 家». */
function lackWords(missing: readonly MissingField[], unit: string): string {
  return missing
    .slice(0, 3)
    .map(({ label, records }) => `${label}（${records} ${unit}）`)
    .join('、');
}

function missingChart(missing: readonly MissingField[]): AnswerPart[] {
  if (missing.length < 2) return [];
  return [
    {
      type: 'chart',
      chart: {
        kind: 'bar',
        title: '最缺的字段',
        category: 'label',
        series: [{ key: 'records', label: '缺的条数', format: 'integer' }],
      },
      rows: missing.slice(0, 10).map(({ label, records }) => ({ label, records })),
    },
  ];
}
