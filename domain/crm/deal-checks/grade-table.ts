import type { DealCheckUp } from '../../../kernel/contracts/deals.ts';

type Grade = DealCheckUp['grade'];

/** The overall grade: row = bad items (the last row is three and more), column = warnings (the last is three and more). */
export const GRADE_TABLE: readonly (readonly Grade[])[] = [
  ['A', 'B', 'B', 'C'],
  ['C', 'C', 'C', 'D'],
  ['D', 'D', 'D', 'D'],
  ['D', 'D', 'D', 'D'],
];

/** What a grade says, in words. */
export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  A: '很健康，按计划推进',
  B: '基本健康，有小问题',
  C: '有明显的短板，需要处理',
  D: '风险较大，建议主管一起看',
};

/** The grade of so many bad items and warnings. */
export function gradeOf(bad: number, warnings: number): Grade {
  return GRADE_TABLE[Math.min(bad, 3)]?.[Math.min(warnings, 3)] ?? 'D';
}
