import { useTranslation } from 'react-i18next';
import type { ScoreFactor } from '../../../../kernel/contracts/scoring.ts';
import { cn } from '../../ui/cn.ts';

const TONES = { up: 'text-success', down: 'text-danger', neutral: 'text-muted' } as const;

/** What the score is made of, line by line; the points together are the score. */
export function FactorTable({ factors, total }: { factors: readonly ScoreFactor[]; total: number }) {
  const { t } = useTranslation();
  return (
    <table className="num mt-3 w-full text-left text-sm">
      <caption className="mb-1 text-left font-medium">{t('score.factors')}</caption>
      <thead>
        <tr className="text-muted">
          <th scope="col" className="border-b border-line py-1 font-medium">
            {t('score.factor')}
          </th>
          <th scope="col" className="border-b border-line py-1 text-right font-medium">
            {t('score.points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {factors.map((factor) => (
          <tr key={factor.key}>
            <td className="border-b border-line py-1.5">
              {factor.label}
              {factor.value !== '' && <span className="ml-2 text-muted">{factor.value}</span>}
            </td>
            <td className={cn('border-b border-line py-1.5 text-right font-medium', TONES[factor.direction])}>
              {signed(factor.points)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="py-1.5">
            {t('score.total')}
          </th>
          <td className="py-1.5 text-right">{total}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** `+3`, `−2.5`, `0`, with a real minus. */
export function signed(points: number): string {
  if (points === 0) return '0';
  return `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
}
