import { PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import type { Selection } from '../lists/use-selection.ts';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';

interface BulkEditButtonProps {
  entity: QualityEntity;
  selection: Selection;
  list: ListState;
  /** How many records the list shows with its filter. */
  total: number;
}

/** Begins to change many records at once: the ticked ones, or all the list shows. */
export function BulkEditButton({ entity, selection, list, total }: BulkEditButtonProps) {
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
          start={{ entity, ids: selection.ids, search: list.search, total }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
