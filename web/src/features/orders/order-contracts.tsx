import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateContract, type ContractView, type OrderDetail } from '../../../../kernel/contracts/orders.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { usePage } from '../lists/use-page.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import type { FieldSpec } from '../records/field-spec.ts';
import { Section } from '../records/section.tsx';
import { ContractMilestones } from './contract-milestones.tsx';

const FIELDS: readonly FieldSpec[] = [
  { name: 'name', word: 'contract', kind: 'text', required: true },
  { name: 'number', word: 'orderNumber', kind: 'text' },
  { name: 'amount', word: 'amount', kind: 'money' },
  { name: 'signed_on', word: 'signedOn', kind: 'date' },
  { name: 'starts_on', word: 'startsOn', kind: 'date' },
  { name: 'ends_on', word: 'endsOn', kind: 'date' },
];

/** The contracts of an order, each with its milestones and what is paid. */
export function OrderContracts({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const mayWrite = useMay('crm.write');
  const query = usePage<ContractView>('crm/contracts', { order_id: order.id, page_size: 20 });
  const [creating, setCreating] = useState(false);
  return (
    <Section
      title={t('order.contracts')}
      count={query.data?.total}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            {t('order.addContract')}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton className="w-1/2" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-muted">{t('order.noContracts')}</p>}
      <ul className="flex flex-col gap-3">
        {query.data?.items.map((contract) => (
          <li key={contract.id} className="rounded-md border border-line p-3">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{contract.name}</span>
              <Badge tone={contract.status === 'active' ? 'success' : 'neutral'}>
                {t(`contractStatus.${contract.status}`)}
              </Badge>
              <span className="num ml-auto">{money(contract.amount)}</span>
            </p>
            <p className="num text-sm text-muted">
              {contract.code} · {t('order.paid', { paid: money(contract.paid_amount), amount: money(contract.amount) })}
            </p>
            <ContractMilestones contract={contract} />
          </li>
        ))}
      </ul>
      <CreateDialog<ContractView>
        open={creating}
        onOpenChange={setCreating}
        title={t('order.addContract')}
        path="crm/contracts"
        schema={CreateContract}
        fields={FIELDS}
        fixed={{ order_id: order.id, status: 'active' }}
        onCreated={(contract) => toast.success(t('order.contractMade', { code: contract.code }))}
      />
    </Section>
  );
}
