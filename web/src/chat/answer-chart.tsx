import type { ReactNode } from 'react';
import { Component, Suspense, lazy, useState } from 'react';
import type { AnswerPart } from '../../../kernel/contracts/chat.ts';
import type { TableColumn } from '../../../kernel/contracts/reports.ts';
import { Button } from '../ui/button.tsx';
import { AnswerTable } from './answer-table.tsx';
import { chartHeight, describeChart } from './chart-option.ts';
import { useCellWriter } from './use-cell-writer.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** The chart library is large: it comes only when an answer has a chart. */
const ChartCanvas = lazy(() => import('./chart-canvas.tsx'));

type ChartPart = Extract<AnswerPart, { type: 'chart' }>;

/** A chart of an answer, with its words for screen readers and the same figures as a table behind a button. */
export function AnswerChart({ part }: { part: ChartPart }) {
  const texts = useChatTexts();
  const write = useCellWriter();
  const [asTable, setAsTable] = useState(false);
  const { chart, rows } = part;
  const table = <AnswerTable part={{ type: 'table', title: chart.title, columns: chartColumns(part), rows }} />;
  if (rows.length === 0) return null;
  return (
    <figure aria-label={describeChart(chart, rows, write)} className="rounded-md border border-line px-3 py-2">
      <figcaption className="mb-1 flex items-center justify-between gap-2">
        <span className="text-sm font-medium">{chart.title}</span>
        <Button variant="ghost" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? texts.chartAsPicture : texts.chartAsTable}
        </Button>
      </figcaption>
      {asTable ? (
        table
      ) : (
        <DrawingBoundary fallback={<FailedDrawing words={texts.chartFailed}>{table}</FailedDrawing>}>
          <Suspense fallback={<div style={{ height: chartHeight(chart, rows) }} aria-label={texts.chartLoading} />}>
            <ChartCanvas chart={chart} rows={rows} />
          </Suspense>
        </DrawingBoundary>
      )}
    </figure>
  );
}

function FailedDrawing({ words, children }: { words: string; children: ReactNode }) {
  return (
    <>
      <p className="mb-2 text-sm text-warning">{words}</p>
      {children}
    </>
  );
}

/** The category and the series as columns of a table. */
function chartColumns({ chart }: ChartPart): TableColumn[] {
  const category: TableColumn = { key: chart.category, label: '', format: 'text' };
  return [category, ...chart.series.map((it) => ({ key: it.key, label: it.label, format: it.format }))];
}

/** A drawing that cannot be loaded or drawn must not take the answer with it. */
class DrawingBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
