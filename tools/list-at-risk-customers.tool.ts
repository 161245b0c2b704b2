import { z } from 'zod';
import { listAtRisk } from '../domain/crm/profiles/list-at-risk.ts';
import { HEALTH_LEVEL_WORDS, TIER_WORDS } from '../domain/crm/profiles/profile-words.ts';
import { HEALTH_LEVELS, type AtRiskCustomer } from '../kernel/contracts/profile.ts';
import { maybeChoice, maybeOwner, maybeRegion, maybeTeam } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { causeWords } from './present/cause-words.ts';
import { customerLink } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const MOST_READ = 100;
const MOST_NAMED = 3;

const AT_RISK_TABLE: RowTable<AtRiskCustomer> = {
  columns: [
    { key: 'name', label: '客户', format: 'text', cell: (row) => row.name },
    { key: 'health', label: '健康度', format: 'integer', cell: (row) => row.health },
    { key: 'causes', label: '主要原因', format: 'text', cell: (row) => causeWords(row) || null },
    { key: 'tier', label: '价值', format: 'text', cell: (row) => TIER_WORDS[row.tier] },
    { key: 'spent', label: '成交金额', format: 'money', cell: (row) => row.spent },
    { key: 'open_amount', label: '在手金额', format: 'money', cell: (row) => row.open_amount },
    { key: 'last_activity_at', label: '最近联系', format: 'datetime', cell: (row) => row.last_activity_at },
    { key: 'next_follow_up_at', label: '下次跟进', format: 'datetime', cell: (row) => row.next_follow_up_at },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: (row) => customerLink(row.customer_id, row.name),
};

export const listAtRiskCustomersTool = readTool({
  name: 'list_at_risk_customers',
  title: '风险客户',
  description:
    '健康度低、有流失风险的客户，最差的在前，带两条主要原因。level：at_risk 有风险（默认）、attention 需关注、healthy 健康。可按负责人、团队、区域看。',
  permission: 'crm.read',
  input: z.strictObject({
    level: maybeChoice('健康程度', HEALTH_LEVELS, {
      attention: ['需关注', '需要关注', '要关注', '留意'],
      healthy: ['健康的客户', '健康度好', '健康度高'],
    }),
    owner: maybeOwner,
    team: maybeTeam,
    region: maybeRegion,
  }),
  phrases: [
    '哪些客户有流失风险',
    '{owner}有哪些风险客户',
    '{team}有风险的客户',
    '{region}哪些客户快流失了',
    '健康度低的客户',
    '{owner}名下健康度差的客户列一下',
    '快要丢的客户有哪些',
    '{team}健康度最差的客户',
    '需要关注的客户有哪些',
    '{region}的客户谁有流失的苗头',
    '风险客户清单',
    '{region}有哪些客户健康度低',
    '{owner}手上有没有要流失的客户',
  ],
  answer: async (scope, said) => {
    const { words, conditions, filter, person } = await resolveWhose(scope, said);
    const level = said.level ?? 'at_risk';
    const label = HEALTH_LEVEL_WORDS[level];
    const { items, total } = await listAtRisk(scope, { page: 1, page_size: MOST_READ, level, ...filter });
    const parts = filterPart(scope.actor, '客户', [`健康度：${label}`, ...conditions]);
    const [first] = items;
    if (!first)
      return answer({
        text: `${words}客户里没有健康度“${label}”的。`,
        parts,
        suggestions: [level === 'at_risk' && '需要关注的客户有哪些', '客户价值分层', '哪些客户超过30天没联系了'],
      });
    const idle = items.filter((row) => !row.next_follow_up_at).length;
    return answer({
      text: sentences(
        `${words}健康度“${label}”的客户有 ${total} 家：`,
        items
          .slice(0, MOST_NAMED)
          .map((row) => `${row.name} ${row.health ?? 0} 分${causeWords(row) ? `（${causeWords(row)}）` : ''}`)
          .join('、'),
        total > MOST_NAMED ? '等。' : '。',
        idle > 0 && total === items.length && `其中 ${idle} 家还没有安排跟进。`,
      ),
      parts: [tablePart(AT_RISK_TABLE, items, { title: `${label}客户`, total }), ...parts],
      records: items.slice(0, MOST_NAMED).map((row) => customerLink(row.customer_id, row.name)),
      suggestions: [
        level === 'healthy' ? `${first.name}的健康度是多少` : `${first.name}的健康度为什么这么低`,
        idle > 0 &&
          level === 'at_risk' &&
          `给${person && !person.isSpeaker ? person.name : ''}有风险的客户安排跟进计划`,
        `30秒讲讲${first.name}`,
      ],
    });
  },
});
