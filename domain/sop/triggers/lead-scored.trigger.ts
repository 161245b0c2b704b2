import type { LeadGrade } from '../../../kernel/contracts/scoring.ts';
import { defineTrigger } from './trigger.ts';

/** A lead got another grade. */
export const gradeTrigger = defineTrigger<{ readonly grade: LeadGrade }>({
  type: 'lead_scored',
  title: '线索评级',
  description: '线索的评级变成设定的等级时开始。',
  fits: ({ grades }, { grade }) => grades.length === 0 || grades.includes(grade),
});
