import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { runAction } from '../records/run-action.ts';
import { RenewDialog } from './renew-dialog.tsx';

/** What a contract's state allows: put it into force, renew it, terminate it. Nothing once it is settled. */
export function ContractActions({ contract }: { contract: ContractView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const [asking, setAsking] = useState<'renew' | 'terminate' | null>(null);
  const [pending, setPending] = useState(false);
  const { status } = contract;
  if (!mayWrite || status === 'renewed' || status === 'terminated') return null;
  const move = async (next: 'active' | 'terminated') => {
    setPending(true);
    const body = { version: contract.version, status: next };
    const done = t('contract.statusSaved', { status: t(`contractStatus.${next}`) });
    await runAction(t, () => api.patch(`crm/contracts/${contract.id}`, body), done);
    setPending(false);
    setAsking(null);
    await queries.invalidateQueries({ queryKey: ['crm/contracts'] });
  };
  return (
    <div className="mb-4 flex flex-wrap gap-2">
      {status === 'draft' && (
        <Button variant="primary" loading={pending} onClick={() => void move('active')}>
          {t('contract.setActive')}
        </Button>
      )}
      {status !== 'draft' && (
        <Button variant="primary" onClick={() => setAsking('renew')}>
          {t('contract.renew')}
        </Button>
      )}
      <Button onClick={() => setAsking('terminate')}>{t('contract.terminate')}</Button>
      {asking === 'renew' && <RenewDialog contract={contract} onClose={() => setAsking(null)} />}
      <ConfirmDialog
        open={asking === 'terminate'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t('contract.terminateTitle', { name: contract.name })}
        body={t('contract.terminateBody')}
        confirmLabel={t('contract.terminate')}
        danger
        pending={pending}
        onConfirm={() => void move('terminated')}
      />
    </div>
  );
}
