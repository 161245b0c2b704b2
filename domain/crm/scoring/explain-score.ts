import type { FieldValues } from '../../../kernel/conditions/holds.ts';
import type { LeadGrade, ScoreFactor } from '../../../kernel/contracts/scoring.ts';
import { factorWords, TECHNICAL_FACTOR } from './factor-words.ts';
import { nextStep } from './next-step.ts';

export interface Explained {
  readonly score: number;
  readonly grade: LeadGrade;
  readonly probability: number | null;
  readonly factors: readonly ScoreFactor[];
}

/** How many factors a sentence names. */
const NAMED = 3;

/** The score in two to four sentences: where it stands, what lifts it, what lowers it, what to do next. */
export function explainScore(scored: Explained, values: FieldValues): { explanation: string; next_step: string } {
  const told = scored.factors.filter(({ key }) => !TECHNICAL_FACTOR.test(key));
  const up = told.filter(({ points }) => points >= 0.5).slice(0, NAMED);
  const down = told.filter(({ points }) => points <= -0.5).slice(0, NAMED);
  const step = nextStep(scored.grade, values);
  const chance = scored.probability === null ? '' : `，按以往同类线索约有 ${scored.probability}% 会转化`;
  const sentences = [
    `${scored.score} 分，${scored.grade} 级${chance}。`,
    up.length > 0 ? `主要加分：${listed(up)}。` : '',
    down.length > 0 ? `拉低分数的：${listed(down)}。` : '',
    `建议：${step}。`,
  ];
  return { explanation: sentences.filter((sentence) => sentence !== '').join(''), next_step: step };
}

function listed(factors: readonly ScoreFactor[]): string {
  return factors.map(factorWords).join('、');
}
