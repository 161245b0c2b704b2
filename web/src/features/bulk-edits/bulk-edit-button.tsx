import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEntity } from '../../../../kernel/contracts/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import type { ListSearch } from '../lists/list-search.ts';
import type { ListState } from '../lists/use-list-state.ts';
import type { Selection } from '../lists/use-selection.ts';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';

interface BulkEditButtonProps {
  entity: BulkEntity;
  selection: Selection;
  list: ListState;
  /** What the list is filtered by as the service names it, where the address names it otherwise. */
  filter?: ListSearch | undefined;
  /** How many records the list shows with its filter. */
  total: number;
}

/** Begins to change many records at once: the ticked ones, or all the list shows. */
export function BulkEditButton({ entity, selection, list, filter, total }: BulkEditButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <PencilLine aria-hidden />
        {t('bulkEdit.open')}
      </Button>
      {open && (
        <BulkEditDialog
          start={{ entity, ids: selection.ids, filter: filter ?? filterOf(list.search), total }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** The filter of the list as it stands in the address, without what only says how it is shown. */
function filterOf({
  page: _page,
  size: _size,
  open: _open,
  cols: _cols,
  sort: _sort,
  ...filter
}: ListSearch): ListSearch {
  return filter;
}
