import { z } from 'zod';
import { getLeadScore } from '../domain/crm/scoring/get-lead-score.ts';
import type { LeadScoreChangeView } from '../kernel/contracts/scoring.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { lead } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { leadRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { factorParts, movedWords, SCORE_CHANGES, SCORE_EVENT_WORDS } from './present/score-tables.ts';
import { resolveLead } from './resolve/lead.ts';
import { readTool } from './tool.ts';

export const explainScore = readTool({
  name: 'explain_score',
  title: '线索评分',
  description: '一条线索打了多少分、是哪一级、哪些因素加分减分、最近分数为什么变了、下一步做什么。',
  permission: 'crm.read',
  input: z.strictObject({ lead }),
  phrases: [
    '{lead}这条线索打了多少分',
    '{lead}的评分是怎么算出来的',
    '线索{lead}为什么分数这么低',
    '{lead}是几级线索',
    '解释一下{lead}的得分',
    '{lead}的分数为什么变了',
    '{lead}怎么只有这点分',
    '{lead}哪里加了分哪里扣了分',
    '线索{lead}的评分明细',
    '{lead}这条线索质量怎么样',
    '{lead}为什么降级了',
    '{lead}得了几分',
    '{lead}为什么是这个等级',
  ],
  answer: async (scope, said) => {
    const view = await resolveLead(scope, said.lead);
    const score = await getLeadScore(scope, view);
    const now = scope.clock.now();
    const change = score.history.find((one) => one.from_score !== null && one.from_score !== one.to_score);
    return answer({
      text: sentences(
        `线索“${view.name}”${score.explanation}`,
        change && changeWords(change, formatWhen(change.at, now)),
        !score.stored && '这是刚刚算的分数，稍后会存下来。',
      ),
      parts: [
        ...factorParts(score.factors),
        ...(score.history.length > 0 ? [tablePart(SCORE_CHANGES, score.history, { title: '分数变化' })] : []),
      ],
      records: [leadRef(view)],
      suggestions: [
        view.next_follow_up_at === null && view.status !== 'converted' && `提醒我明天上午10点联系线索${view.name}`,
        `${view.name}这条线索现在谁在跟`,
        '我手上哪些线索分数最高',
      ],
    });
  },
});

/** The last time the score moved, and what moved it. */
function changeWords(change: LeadScoreChangeView, when: string): string {
  const [from, to] = [change.from_score ?? 0, change.to_score];
  const moved = movedWords(change);
  return `最近一次变化：${when} 因为${SCORE_EVENT_WORDS[change.event]}从 ${from} 分${to > from ? '升' : '降'}到 ${to} 分${moved ? `（${moved}）` : ''}。`;
}
