import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { AnswerPart, RecordRef } from '../../../kernel/contracts/chat.ts';
import type { Cell, TableColumn } from '../../../kernel/contracts/reports.ts';
import { Button } from '../ui/button.tsx';
import { Table, Td, Th, Tr } from '../ui/table.tsx';
import type { ChatTexts } from './chat-texts.ts';
import { copyText } from './copy-text.ts';
import { RecordAnchor } from './record-anchor.tsx';
import { tableToCsv } from './table-to-csv.ts';
import { useCellWriter } from './use-cell-writer.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** Rows a table shows before it is unfolded. */
const FOLDED_ROWS = 12;
const NUMERIC = new Set<TableColumn['format']>(['integer', 'decimal', 'money', 'percent', 'days']);

type TablePart = Extract<AnswerPart, { type: 'table' }>;

/** A table of an answer: values by their column's format, the first column links to the record behind the row. */
export function AnswerTable({ part }: { part: TablePart }) {
  const texts = useChatTexts();
  const [unfolded, setUnfolded] = useState(false);
  const rows = unfolded ? part.rows : part.rows.slice(0, FOLDED_ROWS);
  const total = part.total ?? part.rows.length;
  if (part.rows.length === 0) return <p className="text-muted">{texts.emptyTable}</p>;
  return (
    <section aria-label={part.title ?? texts.resultTable} className="overflow-hidden rounded-md border border-line">
      <Table className="text-sm" containerClassName={unfolded ? 'max-h-[70vh] overflow-y-auto' : ''}>
        {part.title !== undefined && <caption className="sr-only">{part.title}</caption>}
        <thead>
          <tr>
            {part.columns.map((column) => (
              <Th key={column.key} numeric={NUMERIC.has(column.format)} className="sticky top-0 bg-surface">
                {column.label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <AnswerRow
              key={part.refs?.[index]?.id ?? index}
              columns={part.columns}
              row={row}
              record={part.refs?.[index] ?? null}
            />
          ))}
        </tbody>
      </Table>
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1 text-sm text-muted">
        <span className="num">{counted(rows.length, part.rows.length, total, texts)}</span>
        {part.rows.length > FOLDED_ROWS && (
          <Button variant="link" size="sm" className="h-7" onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? texts.foldRows : texts.showAllRows(part.rows.length)}
          </Button>
        )}
        <Button
          variant="ghost"
          size="sm"
          className="ml-auto"
          onClick={() => void copyText(tableToCsv(part.columns, part.rows), texts)}
        >
          <Copy aria-hidden />
          {texts.copyCsv}
        </Button>
      </footer>
    </section>
  );
}

/** How many rows stand there; the answer itself may hold only the first of all that match. */
function counted(shown: number, sent: number, total: number, texts: ChatTexts): string {
  return shown === sent && sent === total ? texts.rowsTotal(total) : texts.rowsShown(shown, total);
}

function AnswerRow({
  columns,
  row,
  record,
}: {
  columns: readonly TableColumn[];
  row: Record<string, Cell>;
  record: RecordRef | null;
}) {
  const write = useCellWriter();
  return (
    <Tr className="last:[&>td]:border-b-0">
      {columns.map((column, index) => {
        const words = write(row[column.key] ?? null, column.format);
        return (
          <Td key={column.key} numeric={NUMERIC.has(column.format)} className="h-9 max-w-80 min-w-16 whitespace-nowrap">
            <span className="block truncate" title={words.length > 20 ? words : undefined}>
              {index === 0 && record !== null ? (
                <RecordAnchor record={record} className="text-accent-ink hover:underline">
                  {words}
                </RecordAnchor>
              ) : (
                words
              )}
            </span>
          </Td>
        );
      })}
    </Tr>
  );
}
