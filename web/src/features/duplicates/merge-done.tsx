import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeView } from '../../../../kernel/contracts/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { UndoMergeDialog } from './undo-merge-dialog.tsx';

/** What a merge did, with the way back. */
export function MergeDone({ merge, onClose }: { merge: MergeView; onClose: () => void }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState(false);
  if (undoing) return <UndoMergeDialog id={merge.id} entity={merge.entity} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('merge.doneTitle', { name: merge.survivor_name })}
      className="max-w-md"
      footer={
        <>
          <Button onClick={() => setUndoing(true)}>{t('merge.undo')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('merge.finish')}
          </Button>
        </>
      }
    >
      <output className="flex items-start gap-2">
        <CircleCheck className="mt-1 size-4 shrink-0 text-success" aria-hidden />
        <span>
          {t('merge.doneBody', { loser: merge.loser_name, survivor: merge.survivor_name })}
          {merge.moved.length > 0 && (
            <span className="block text-muted">
              {t('merge.movedOver', { what: merge.moved.map((one) => `${one.label} ${one.moved}`).join('、') })}
            </span>
          )}
        </span>
      </output>
    </Dialog>
  );
}
