import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/checkbox.tsx';
import { cn } from '../../ui/cn.ts';
import { Table, Td, Tr } from '../../ui/table.tsx';
import { chosenColumns, type Column } from './column.ts';
import { SelectPageHead } from './select-page-head.tsx';
import { SortHeader } from './sort-header.tsx';
import type { ListState } from './use-list-state.ts';
import type { Selection } from './use-selection.ts';

interface DataTableProps<T> {
  list: ListState;
  columns: readonly Column<T>[];
  rows: readonly T[];
  caption: string;
  /** What the row is called, for the box that selects it. */
  nameOf: (row: T) => string;
  selection?: Selection | undefined;
}

/** The table of a list. The first column is the button that opens the row; the pointer may use the whole row. */
export function DataTable<T extends { id: string }>(props: DataTableProps<T>) {
  const { list, rows, caption, nameOf, selection } = props;
  const { t } = useTranslation();
  const columns = chosenColumns(props.columns, list.search['cols']);
  const open = (id: string) => list.change({ open: id });
  const cell = (column: Column<T>, row: T, index: number): ReactNode => {
    if (index > 0) return column.render(row);
    return (
      <button
        type="button"
        className="max-w-full rounded-sm text-left hover:text-accent-ink"
        onClick={(event) => {
          event.stopPropagation();
          open(row.id);
        }}
      >
        {column.render(row)}
      </button>
    );
  };
  return (
    <Table>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {selection !== undefined && <SelectPageHead selection={selection} rows={rows} />}
          {columns.map((column) => (
            <SortHeader key={column.key} column={column} list={list} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr
            key={row.id}
            selected={list.search['open'] === row.id}
            onClick={() => open(row.id)}
            className="cursor-default"
          >
            {selection !== undefined && (
              <Td className="w-9 pr-0" onClick={(event) => event.stopPropagation()}>
                <Checkbox
                  aria-label={t('list.selectRow', { name: nameOf(row) })}
                  checked={selection.has(row.id)}
                  onChange={(on) => selection.set(row.id, on)}
                />
              </Td>
            )}
            {columns.map((column, index) => (
              <Td
                key={column.key}
                numeric={column.numeric === true}
                className={cn(
                  index === 0 ? 'max-w-80 min-w-44 font-medium' : 'max-w-56 text-muted',
                  column.wideOnly === true && 'hidden xl:table-cell',
                )}
              >
                {cell(column, row, index)}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
