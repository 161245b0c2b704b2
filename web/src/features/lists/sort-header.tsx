import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { Th } from '../../ui/table.tsx';
import { fieldTitle } from '../records/field-word.ts';
import type { Column } from './column.ts';
import type { ListState } from './use-list-state.ts';

/** The head of a column; a sortable one goes through descending, ascending and off. */
export function SortHeader<T>({ column, list }: { column: Column<T>; list: ListState }) {
  const { t } = useTranslation();
  const label = fieldTitle(t, column.word);
  const { sort } = column;
  const wide = column.wideOnly === true ? 'hidden xl:table-cell' : '';
  if (sort === undefined)
    return (
      <Th numeric={column.numeric === true} className={wide}>
        {label}
      </Th>
    );
  const now = list.search['sort'];
  const order = now === sort ? 'ascending' : now === `-${sort}` ? 'descending' : 'none';
  const next = order === 'none' ? `-${sort}` : order === 'descending' ? sort : undefined;
  const Icon = order === 'ascending' ? ArrowUp : order === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <Th numeric={column.numeric === true} aria-sort={order} className={wide}>
      <button
        type="button"
        onClick={() => list.change({ sort: next })}
        className={cn('inline-flex items-center gap-1 rounded-sm hover:text-ink', order !== 'none' && 'text-ink')}
      >
        {label}
        <Icon className={cn('size-3.5', order === 'none' && 'opacity-40')} aria-hidden />
      </button>
    </Th>
  );
}
