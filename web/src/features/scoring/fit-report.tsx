import { useTranslation } from 'react-i18next';
import type { FitReport, ScoreFigures } from '../../../../kernel/contracts/scoring.ts';
import { useFormat } from '../../format/use-format.ts';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { FitNotes } from './fit-notes.tsx';

const FIGURES = ['auc', 'calibration_error', 'top_decile_lift', 'top_decile_rate', 'brier'] as const;
type Figure = (typeof FIGURES)[number];
const FEATURES = 8;

/** A back-test: the model's figures beside the rules', whether its chances are honest, what it looks at. */
export function FitReportView({ report }: { report: FitReport }) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const { counts } = report;
  const write = (name: Figure, figures: ScoreFigures): string => {
    if (name === 'calibration_error' || name === 'top_decile_rate') return percent(figures[name]);
    return name === 'top_decile_lift' ? `${figures[name].toFixed(2)}×` : figures[name].toFixed(3);
  };
  const notes = report.notes.filter(({ level }) => level === 'note');
  return (
    <div className="mt-2 flex flex-col gap-4">
      <p className="num text-sm text-muted">
        {t('scoring.counts', {
          leads: counts.leads,
          won: counts.won,
          lost: counts.not_won,
          train: counts.train_rows,
          test: counts.test_rows,
        })}
      </p>
      <Table className="text-sm">
        <caption className="sr-only">{t('scoring.report')}</caption>
        <thead>
          <tr>
            <Th>{t('scoring.figure')}</Th>
            <Th numeric>{t('scoring.byModel')}</Th>
            <Th numeric>{t('scoring.byRules')}</Th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((name) => (
            <Tr key={name}>
              <Td>
                {t(`scoring.${name}`)}
                {name !== 'top_decile_rate' && (
                  <span className="block text-xs text-faint">{t(`scoring.${name}Hint`)}</span>
                )}
              </Td>
              <Td numeric className="font-medium">
                {write(name, report.fitted)}
              </Td>
              <Td numeric>{write(name, report.rules)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <div className="grid gap-4 lg:grid-cols-2">
        <Calibration figures={report.fitted} />
        <Features report={report} />
      </div>
      <FitNotes notes={notes} />
    </div>
  );
}

/** Group by group what was foretold and what came; the two bars of an honest model are equally long. */
function Calibration({ figures }: { figures: ScoreFigures }) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  return (
    <Table className="text-sm">
      <caption className="pb-1 text-left font-medium">{t('scoring.calibration')}</caption>
      <thead>
        <tr>
          <Th numeric>{t('scoring.count')}</Th>
          <Th>{t('scoring.predicted')}</Th>
          <Th>{t('scoring.actual')}</Th>
        </tr>
      </thead>
      <tbody>
        {figures.calibration.map(({ count, predicted, actual }, at) => (
          <Tr key={`${String(at)} ${String(predicted)}`}>
            <Td numeric>{Math.round(count)}</Td>
            {[predicted, actual].map((share, which) => (
              <Td key={which === 0 ? 'predicted' : 'actual'}>
                <span className="block">{percent(share)}</span>
                <span
                  aria-hidden
                  className={which === 0 ? 'block h-1 rounded-full bg-line-strong' : 'block h-1 rounded-full bg-accent'}
                  style={{ width: `${share * 100}%` }}
                />
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Features({ report }: { report: FitReport }) {
  const { t } = useTranslation();
  const best = report.features.toSorted((left, right) => right.information - left.information).slice(0, FEATURES);
  return (
    <Table className="text-sm">
      <caption className="pb-1 text-left font-medium">{t('scoring.features')}</caption>
      <thead>
        <tr>
          <Th>{t('score.factor')}</Th>
          <Th numeric>{t('scoring.featureAuc')}</Th>
        </tr>
      </thead>
      <tbody>
        {best.map((feature) => (
          <Tr key={feature.name}>
            <Td>{feature.label}</Td>
            <Td numeric>{feature.auc.toFixed(3)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
