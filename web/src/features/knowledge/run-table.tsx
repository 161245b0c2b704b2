import { useTranslation } from 'react-i18next';
import type { EvaluationFigures, EvaluationRunView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { formatPercent } from '../../format/format-percent.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { TimeText } from '../records/time-text.tsx';

const FIGURES = ['recall_1', 'recall_5', 'mrr_10', 'refused', 'refused_wrongly'] as const;

/** Runs of a set side by side, the newest first. */
export function RunTable(props: { name: string; runs: readonly EvaluationRunView[]; onResults: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <Table>
      <caption className="sr-only">{props.name}</caption>
      <thead>
        <tr>
          <Th>{t('knowledge.runAt')}</Th>
          {FIGURES.map((figure) => (
            <Th key={figure} numeric title={t(`evaluationHint.${figure}`)}>
              {t(`evaluationFigure.${figure}`)}
            </Th>
          ))}
          <Th>
            <span className="sr-only">{t('knowledge.results')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {props.runs.map((run) => (
          <Tr key={run.id}>
            <Td className="whitespace-nowrap">
              <TimeText at={run.created_at} />{' '}
              {run.status === 'running' && (
                <Badge tone="accent">{t('knowledge.runGoing', { done: run.processed, all: run.total })}</Badge>
              )}
              {run.status === 'failed' && <Badge tone="danger">{t('knowledge.runFailed')}</Badge>}
              {run.missing > 0 && <Badge tone="warning">{t('knowledge.missing', { count: run.missing })}</Badge>}
            </Td>
            {FIGURES.map((figure) => (
              <Td key={figure} numeric>
                {figureOf(run.figures, figure)}
              </Td>
            ))}
            <Td className="text-right">
              {run.status === 'done' && (
                <Button size="sm" variant="link" onClick={() => props.onResults(run.id)}>
                  {t('knowledge.seeResults')}
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A share as per cent; the mean reciprocal rank as it is. */
function figureOf(figures: EvaluationFigures | null, figure: (typeof FIGURES)[number]): string {
  const value = figures?.[figure];
  if (value === null || value === undefined) return '—';
  return figure === 'mrr_10' ? value.toFixed(2) : formatPercent(value);
}
