import { Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { DropdownMenu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../../ui/dropdown-menu.tsx';
import { fieldTitle } from '../records/field-word.ts';
import { chosenColumns, type Column } from './column.ts';
import type { ListState } from './use-list-state.ts';

/** Which columns the list shows. */
export function ColumnMenu<T>({ list, columns }: { list: ListState; columns: readonly Column<T>[] }) {
  const { t } = useTranslation();
  const shown = chosenColumns(columns, list.search['cols']).map((column) => column.key);
  const toggle = (key: string, on: boolean) => {
    const next = columns.map((column) => column.key).filter((one) => (one === key ? on : shown.includes(one)));
    list.change({ cols: next.join(',') }, { replace: true });
  };
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button size="icon" variant="ghost" aria-label={t('list.columns')} title={t('list.columns')}>
          <Columns3 aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{t('list.columns')}</MenuLabel>
      {columns.map((column, index) => (
        <MenuCheck
          key={column.key}
          disabled={index === 0}
          checked={shown.includes(column.key)}
          onCheckedChange={(on) => toggle(column.key, on)}
        >
          {fieldTitle(t, column.word)}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => list.change({ cols: undefined }, { replace: true })}>{t('list.resetColumns')}</MenuItem>
    </DropdownMenu>
  );
}
