import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { runAction } from '../records/run-action.ts';

/** Asks before a saved condition goes. */
export function DeleteSegment({ segment, onClose }: { segment: SegmentView; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const remove = async () => {
    const gone = await runAction(t, () => api.delete(`crm/segments/${segment.id}`), t('segment.deleted'));
    await queries.invalidateQueries({ queryKey: ['crm/segments'] });
    if (gone) onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('segment.deleteTitle', { name: segment.name })}
      body={t('segment.deleteBody')}
      confirmLabel={t('action.delete')}
      danger
      onConfirm={() => void remove()}
    />
  );
}
