import { useTranslation } from 'react-i18next';
import type { LeadScoreChangeView } from '../../../../kernel/contracts/scoring.ts';
import { TimeText } from '../records/time-text.tsx';
import { TrendLine } from '../records/trend-line.tsx';
import { signed } from './factor-table.tsx';

/** The latest changes of a score, newest first, over a small line. */
export function ScoreHistory({ changes }: { changes: readonly LeadScoreChangeView[] }) {
  const { t } = useTranslation();
  const scores = changes.map(({ to_score }) => to_score).toReversed();
  return (
    <div className="mt-3">
      <h3 className="mb-1 text-sm font-medium">{t('score.history')}</h3>
      <TrendLine values={scores} label={t('score.trend', { count: scores.length, points: scores.join('、') })} />
      {changes.length === 0 && <p className="text-sm text-muted">{t('score.noHistory')}</p>}
      <ol className="flex flex-col gap-2 pt-1 text-sm">
        {changes.map((change) => (
          <li key={change.id}>
            <p className="flex flex-wrap gap-x-2">
              <span>{t(`scoreEvent.${change.event}`)}</span>
              <span className="num font-medium">
                {change.from_score === null
                  ? t('score.first', { to: change.to_score, grade: change.to_grade })
                  : t('score.changed', { from: change.from_score, to: change.to_score })}
              </span>
              {change.from_grade !== null && change.from_grade !== change.to_grade && (
                <span className="font-medium">
                  {t('score.graded', { from: change.from_grade, to: change.to_grade })}
                </span>
              )}
              <TimeText at={change.at} className="ml-auto text-faint" />
            </p>
            <p className="text-muted">
              {change.moved.map(({ label, from, to }) => `${label} ${signed(round(to - from))}`).join('、')}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function round(points: number): number {
  return Math.round(points * 10) / 10;
}
