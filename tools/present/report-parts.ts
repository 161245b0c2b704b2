import type { AnswerPart } from '../../kernel/contracts/chat.ts';
import type { ReportAnswer } from '../../kernel/contracts/reports.ts';

/** A chart of more categories than this is left to the table. */
const MOST_SHOWN = 100;

/** A report beside its words: chart where one helps, the table, and what the numbers are of. */
export function reportParts(report: ReportAnswer, title: string): AnswerPart[] {
  const rows = report.rows.slice(0, MOST_SHOWN);
  return [
    ...(report.chart ? [{ type: 'chart' as const, chart: report.chart, rows }] : []),
    { type: 'table', title, columns: report.columns, rows, total: report.row_count },
    { type: 'filter', sentence: report.filter_sentence },
  ];
}
