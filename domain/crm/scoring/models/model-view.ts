import type { ScoreModelKind, ScoreModelView } from '../../../../kernel/contracts/scoring.ts';

/** What people call a model. */
export function modelName({ kind, number }: { readonly kind: ScoreModelKind; readonly number: number }): string {
  return kind === 'rules' ? '规则评分' : `历史模型 ${number} 号`;
}

/** The columns of a `ScoreModelView` but its name, for a model under the alias `m`. */
export const MODEL_COLUMNS = `m.id, m.number, m.kind, m.status, m.beats_rules, m.verdict, iso(m.trained_at) as trained_at,
  iso(m.activated_at) as activated_at, m.report`;

/** A row of `MODEL_COLUMNS` as the wire has it. */
export function modelView(row: Omit<ScoreModelView, 'name'>): ScoreModelView {
  return { ...row, name: modelName(row) };
}
