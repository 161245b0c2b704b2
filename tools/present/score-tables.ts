import type { AnswerPart } from '../../kernel/contracts/chat.ts';
import type { LeadScoreChangeView, ScoreEvent, ScoreFactor } from '../../kernel/contracts/scoring.ts';
import { tablePart, type RowTable } from './row-table.ts';

/** Why a lead was scored again, in words. */
export const SCORE_EVENT_WORDS: Readonly<Record<ScoreEvent, string>> = {
  lead_created: '新增线索',
  lead_changed: '资料有变',
  activity: '有跟进',
  imported: '导入',
  time_passed: '时间久了没动静',
  rules_changed: '评分规则调整',
  model_changed: '换了评分模型',
  asked: '重新评分',
};

/** The factors of a score, as a chart and as the table they are read in. */
export function factorParts(factors: readonly ScoreFactor[]): AnswerPart[] {
  if (factors.length === 0) return [];
  const table = tablePart(FACTORS, factors, { title: '评分明细' });
  const moving = table.rows.filter((row) => row['points'] !== 0);
  const series = [{ key: 'points', label: '得分', format: 'decimal' as const }];
  return [
    ...(moving.length > 1
      ? [
          {
            type: 'chart' as const,
            chart: { kind: 'bar' as const, title: '加分和减分', category: 'label', series },
            rows: moving,
          },
        ]
      : []),
    table,
  ];
}

const FACTORS: RowTable<ScoreFactor> = {
  columns: [
    { key: 'label', label: '因素', format: 'text', cell: (row) => row.label },
    { key: 'value', label: '这条线索', format: 'text', cell: (row) => row.value || null },
    { key: 'points', label: '得分', format: 'decimal', cell: (row) => row.points },
  ],
  ref: () => null,
};

export const SCORE_CHANGES: RowTable<LeadScoreChangeView> = {
  columns: [
    { key: 'at', label: '时间', format: 'datetime', cell: (row) => row.at },
    { key: 'event', label: '起因', format: 'text', cell: (row) => SCORE_EVENT_WORDS[row.event] },
    {
      key: 'score',
      label: '分数',
      format: 'text',
      cell: (row) => (row.from_score === null ? String(row.to_score) : `${row.from_score} → ${row.to_score}`),
    },
    { key: 'grade', label: '等级', format: 'text', cell: (row) => row.to_grade },
    { key: 'moved', label: '主要变化', format: 'text', cell: (row) => movedWords(row) || null },
  ],
  ref: () => null,
};

/** «最近跟进 +8、资料完整 −2»: by how much each factor moved. */
export function movedWords({ moved }: Pick<LeadScoreChangeView, 'moved'>): string {
  return moved.map(({ label, from, to }) => `${label} ${signed(Math.round((to - from) * 10) / 10)}`).join('、');
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `−${Math.abs(points)}`;
}
