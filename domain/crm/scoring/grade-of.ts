import type { LeadGrade, ScoreSettingsView } from '../../../kernel/contracts/scoring.ts';

/** The grade of a score by the thresholds of the settings: each names the least score of its grade. */
export function gradeOf(score: number, thresholds: ScoreSettingsView['thresholds']): LeadGrade {
  if (score >= thresholds.a) return 'A';
  if (score >= thresholds.b) return 'B';
  return score >= thresholds.c ? 'C' : 'D';
}
