import type { EvaluationResultView } from '../../kernel/contracts/knowledge-quality.ts';
import { areaUnderCurve, rankFigures } from './figures.ts';
import { isTuned } from './question-set.ts';

/** The figures of a run of the library's questions: of the tuned half, the rest, and all. */
export function libraryFigures(results: readonly EvaluationResultView[]): Record<string, string | number>[] {
  return (['tuned', 'rest', 'all'] as const).map((part) => {
    const own = results.filter(
      ({ question }) => part === 'all' || isTuned({ id: '', text: question }) === (part === 'tuned'),
    );
    const answerable = own.filter((one) => !one.unanswerable);
    const unanswerable = own.filter((one) => one.unanswerable);
    const refused = (list: readonly EvaluationResultView[]): number =>
      list.filter((one) => one.refused).length / list.length;
    return {
      Part: part,
      Answerable: answerable.length,
      Unanswerable: unanswerable.length,
      ...rankFigures(answerable.map((one) => one.rank ?? 0)),
      'Refusal AUC': areaUnderCurve(
        answerable.map((one) => one.confidence),
        unanswerable.map((one) => one.confidence),
      ),
      'Refused wrongly': refused(answerable),
      'Refused rightly': refused(unanswerable),
    };
  });
}
