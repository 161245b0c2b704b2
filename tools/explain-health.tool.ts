import { z } from 'zod';
import { getProfile } from '../domain/crm/profiles/get-profile.ts';
import { listProfileHistory } from '../domain/crm/profiles/list-profile-history.ts';
import { HEALTH_LEVEL_WORDS } from '../domain/crm/profiles/profile-words.ts';
import { HEALTH_SIGNALS } from '../domain/crm/profiles/signals/registry.ts';
import type { AnswerPart } from '../kernel/contracts/chat.ts';
import type { ProfileHistoryEntry, ProfileView, SignalView } from '../kernel/contracts/profile.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { customer } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { customerRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { readTool } from './tool.ts';

const MOST_DAYS = 30;

const SIGNAL_TABLE: RowTable<SignalView> = {
  columns: [
    { key: 'signal', label: '信号', format: 'text', cell: (row) => row.label },
    { key: 'words', label: '现状', format: 'text', cell: (row) => row.words },
    { key: 'points', label: '得分', format: 'integer', cell: (row) => row.points },
    { key: 'weight', label: '权重', format: 'integer', cell: (row) => row.weight },
  ],
  ref: () => null,
};

export const explainHealthTool = readTool({
  name: 'explain_health',
  title: '健康度说明',
  description: '一个客户的健康度是多少、由哪些信号组成、最近是什么让它升降、历史变化。',
  permission: 'crm.read',
  input: z.strictObject({ customer }),
  phrases: [
    '{customer}的健康度是多少',
    '{customer}的健康度为什么这么低',
    '{customer}的健康度怎么降了',
    '{customer}健康度为什么涨了',
    '为什么说{customer}有风险',
    '{customer}的健康度是怎么算的',
    '解释一下{customer}的健康评分',
    '{customer}的健康状况',
    '{customer}健康度最近的走势',
    '{customer}这客户健不健康',
    '{customer}会不会流失',
  ],
  answer: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const profile = await getProfile(scope, scope.healthSignals ?? HEALTH_SIGNALS, { id: view.id });
    const history = await listProfileHistory(scope, { id: view.id, page: 1, page_size: MOST_DAYS });
    const { health, health_level: level } = profile;
    if (health === null || !level)
      return answer({
        text: `${view.name}的健康度还没有统计出来：${profile.computed_at ? '目前没有足够的往来、订单和合同信息。' : '客户刚建立，稍后再看。'}`,
        parts: [],
        records: [customerRef(view)],
        suggestions: [`30秒讲讲${view.name}`, `看看${view.name}的往来记录`],
      });
    return answer({
      text: sentences(
        `${view.name}的健康度是 ${health} 分，属于“${HEALTH_LEVEL_WORDS[level]}”`,
        profile.previous_health !== null && profile.previous_health !== health
          ? `，比上一次${health > profile.previous_health ? '高' : '低'} ${Math.abs(health - profile.previous_health)} 分`
          : '',
        '。',
        causesOf(profile),
        weakest(profile),
        profile.confidence < 100 && `依据的信号齐全度是 ${profile.confidence}%，缺的部分没有扣分。`,
        profile.health_changed_at && `最近一次变动在 ${formatWhen(profile.health_changed_at, scope.clock.now())}。`,
      ),
      parts: [
        tablePart(SIGNAL_TABLE, profile.signals, { title: '健康度的组成' }),
        ...courseOf(history.items.toReversed()),
      ],
      records: [customerRef(view)],
      suggestions: [
        `明天上午10点回访${view.name}`,
        `30秒讲讲${view.name}`,
        level === 'healthy' ? `${view.name}的客户价值` : '哪些客户有流失风险',
      ],
    });
  },
});

function causesOf({ causes }: ProfileView): string {
  if (causes.length === 0) return '';
  const said = causes.map(
    ({ words, points }) => `${words}（${points > 0 ? '+' : ''}${Math.round(points * 10) / 10} 分）`,
  );
  return `让它变动的主要原因：${said.join('、')}。`;
}

/** The signals that cost most, by what they lack of their full share. */
function weakest({ signals, causes }: ProfileView): string {
  const lacking = signals
    .filter(({ key, points, weight }) => points !== null && weight > 0 && !causes.some(({ signal }) => signal === key))
    .map((one) => ({ ...one, lost: one.weight * (100 - (one.points ?? 0)) }))
    .filter(({ lost, points }) => lost > 0 && (points ?? 0) < 60)
    .toSorted((a, b) => b.lost - a.lost)
    .slice(0, 2);
  return lacking.length > 0
    ? `得分较低的还有${lacking.map(({ label, words }) => `${label}：${words}`).join('、')}。`
    : '';
}

/** The course of the score, from two days on. */
function courseOf(days: readonly ProfileHistoryEntry[]): AnswerPart[] {
  const known = days.filter(({ health }) => health !== null);
  if (known.length < 2) return [];
  return [
    {
      type: 'chart',
      chart: {
        kind: 'line',
        title: '健康度变化',
        category: 'day',
        series: [{ key: 'health', label: '健康度', format: 'integer' }],
      },
      rows: known.map(({ day, health }) => ({ day, health })),
    },
  ];
}
