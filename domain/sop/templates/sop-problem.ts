import type { SopProblem } from '../../../kernel/contracts/sop.ts';

type Place = { readonly id: string; readonly name: string };

/** A problem with its place in both languages; `step` null: of the whole. */
export function problemOf(
  code: SopProblem['code'],
  step: Place | null,
  field: string | null,
  zh: string,
  en: string,
): SopProblem {
  const where = [step ? `步骤“${step.name}”（${step.id}）` : '', field ? `的 ${field}` : ''].join('');
  const place = [step ? `step ${step.id}` : '', field ?? ''].filter(Boolean).join(', ');
  return {
    code,
    step: step?.id ?? null,
    field,
    zh: where === '' ? zh : `${where.replace(/^的 /, '')}：${zh}`,
    en: place === '' ? en : `${place}: ${en}`,
  };
}

/** A problem of a step. */
export function atStep(
  step: Place,
  code: SopProblem['code'],
  field: string | null,
  zh: string,
  en: string,
): SopProblem {
  return problemOf(code, step, field, zh, en);
}

/** The problems in one line, for an error. */
export function problemDetails(problems: readonly SopProblem[]): Record<string, unknown> {
  return {
    problems: problems.map(({ zh }) => zh).join('；'),
    problems_en: problems.map(({ en }) => en).join('; '),
    list: problems,
  };
}
