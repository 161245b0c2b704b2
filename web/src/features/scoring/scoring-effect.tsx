import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewScoring, ScoringPreview } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';

/** What a change would do to the leads, tried on the server while one types. Undefined while something is not filled in. */
export function ScoringEffect({ change }: { change: PreviewScoring | undefined }) {
  const { t } = useTranslation();
  const asked = useDeferredValue(JSON.stringify(change ?? null));
  const query = useQuery({
    queryKey: ['crm/score-rules', 'preview', asked],
    queryFn: () => api.post<ScoringPreview>('crm/score-rules/preview', JSON.parse(asked)),
    enabled: asked !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section aria-label={t('scoring.effect')} className="rounded-md bg-sunken px-3 py-2 text-sm">
      <h3 className="font-medium">{t('scoring.effect')}</h3>
      {change === undefined && <p className="text-muted">{t('condition.incomplete')}</p>}
      {change !== undefined && query.isError && <p className="text-danger">{describeError(query.error, t).message}</p>}
      {change !== undefined && !query.isError && query.data === undefined && (
        <p className="text-muted">{t('scoring.counting')}</p>
      )}
      {change !== undefined && !query.isError && query.data !== undefined && <Effect effect={query.data} />}
    </section>
  );
}

function Effect({ effect }: { effect: ScoringPreview }) {
  const { t } = useTranslation();
  const sentences = [
    t('scoring.tried', { leads: effect.leads }),
    ...(effect.meeting === null ? [] : [t('scoring.meeting', { count: effect.meeting })]),
    effect.changed === 0 ? t('scoring.noChange') : t('scoring.willChange', { count: effect.changed }),
  ];
  return (
    <>
      <output className="num block text-muted">{sentences.join(' · ')}</output>
      {effect.changed > 0 && (
        <div className="mt-2 grid gap-3 sm:grid-cols-[auto_1fr]">
          <table className="num text-right">
            <thead>
              <tr className="text-muted">
                <th scope="col" className="pr-3 text-left font-medium">
                  {t('field.grade')}
                </th>
                <th scope="col" className="pr-3 font-medium">
                  {t('scoring.gradeNow')}
                </th>
                <th scope="col" className="font-medium">
                  {t('scoring.gradeAfter')}
                </th>
              </tr>
            </thead>
            <tbody>
              {effect.grades.map(({ grade, before, after }) => (
                <tr key={grade}>
                  <th scope="row" className="pr-3 text-left font-normal">
                    {t(`grade.${grade}`)}
                  </th>
                  <td className="pr-3">{before}</td>
                  <td className={before === after ? '' : 'font-semibold'}>{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className="text-muted">
            {effect.examples.map((one) => (
              <li key={one.lead_id}>{exampleWords(one, t)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** «许经理：34 → 52 分 · D → C 级», without the part that stays as it is. */
function exampleWords(one: ScoringPreview['examples'][number], t: TFunction): string {
  const parts = [
    ...(one.from_score === one.to_score ? [] : [t('score.changed', { from: one.from_score, to: one.to_score })]),
    ...(one.from_grade === one.to_grade ? [] : [t('score.graded', { from: one.from_grade, to: one.to_grade })]),
  ];
  return t('scoring.example', { name: one.name, change: parts.join(' · ') });
}
