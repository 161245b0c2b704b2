import { useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoolEntity, PoolView } from '../../../../kernel/contracts/pools.ts';
import { api } from '../../api/client.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { runAction } from '../records/run-action.ts';

interface ReleaseButtonProps {
  entity: PoolEntity;
  record: { id: string; name: string; version: number; owner_id: string | null };
  onReleased: () => void;
}

/** Gives a record back to its pool, with the reason for whoever picks it next. */
export function ReleaseButton({ entity, record, onReleased }: ReleaseButtonProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useUser();
  const mayAssign = useMay('crm.assign');
  const mayWrite = useMay('crm.write');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  if (!mayWrite || record.owner_id === null || (record.owner_id !== me?.id && !mayAssign)) return null;
  const release = async () => {
    setPending(true);
    const done = await runAction(t, async () => {
      const body = { version: record.version, reason: reason.trim() };
      const pool = await api.post<PoolView>(`crm/${entity}s/${record.id}/release`, body);
      toast.success(t('pool.released', { pool: pool.name }));
    });
    setPending(false);
    await queries.invalidateQueries({ queryKey: [`crm/${entity}s`, 'list'] });
    await queries.invalidateQueries({ queryKey: ['crm/pools'] });
    if (!done) return;
    setAsking(false);
    onReleased();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Undo2 aria-hidden />
        {t('pool.release')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('pool.releaseTitle', { name: record.name })}
        description={t('pool.releaseBody')}
        className="max-w-md"
        footer={
          <Button variant="primary" loading={pending} disabled={reason.trim() === ''} onClick={() => void release()}>
            {t('pool.release')}
          </Button>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') void release();
          }}
        >
          <Field label={t('pool.releaseReason')} required>
            {(control) => (
              <Input {...control} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
