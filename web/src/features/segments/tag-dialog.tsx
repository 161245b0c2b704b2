import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { toast } from '../../ui/toast.tsx';
import { useTags } from '../customers/bulk-tag-bar.tsx';
import { runAction } from '../records/run-action.ts';

/** Puts a tag on all customers of a segment, after saying how many that are. */
export function TagDialog({ segment, onClose }: { segment: SegmentView; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tags = useTags();
  const [tag, setTag] = useState<string>();
  const [pending, setPending] = useState(false);
  const options =
    tag === undefined || tags.some((one) => one.value === tag) ? tags : [{ value: tag, label: tag }, ...tags];
  const apply = async () => {
    setPending(true);
    const done = await runAction(t, async () => {
      const { tagged } = await api.post<{ tagged: number }>(`crm/segments/${segment.id}/tag`, { tag });
      toast.success(t('segment.tagged', { count: tagged }));
    });
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/customers'] });
    await queries.invalidateQueries({ queryKey: ['crm/tags'] });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('segment.tagTitle', { name: segment.name })}
      description={t('segment.tagBody', { count: segment.count })}
      className="max-w-md"
      footer={
        <Button variant="primary" loading={pending} disabled={tag === undefined} onClick={() => void apply()}>
          {t('segment.tag')}
        </Button>
      }
    >
      <Field label={t('segment.tagName')}>
        {(control) => <Combobox {...control} value={tag} options={options} onChange={setTag} onCreate={setTag} />}
      </Field>
    </Dialog>
  );
}
