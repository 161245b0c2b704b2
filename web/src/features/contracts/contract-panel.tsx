import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { useFormat } from '../../format/use-format.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { ContractStatusBadge } from '../records/contract-status-badge.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { useRecord } from '../records/use-record.ts';
import { ContractActions } from './contract-actions.tsx';
import { ContractEnd } from './contract-end.tsx';
import { Milestones } from './milestones.tsx';
import { useContractFields } from './use-contract-fields.ts';

/** A contract beside the list: what it is worth and until when, what can be done, its fields, its milestones. */
export function ContractPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const query = useRecord<ContractView>('crm/contracts', id);
  const fields = useContractFields();
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.name ?? t('nav.contracts')}
    >
      <PanelBody query={query}>
        {(contract) => (
          <>
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="num text-xl font-semibold">{money(contract.amount)}</span>
              <ContractStatusBadge status={contract.status} />
              <Link
                to="/customers/$id"
                params={{ id: contract.customer_id }}
                className="text-accent-ink underline-offset-4 hover:underline"
              >
                {contract.customer_name}
              </Link>
            </p>
            <p className="mb-3 text-sm text-muted">
              {t('field.endsOn')} <ContractEnd contract={contract} />
              {contract.paid_amount > 0 && ` · ${t('contract.paid')} ${money(contract.paid_amount)}`}
              {contract.overdue_amount > 0 && (
                <span className="text-danger">
                  {' · '}
                  {t('contract.overdue', { amount: money(contract.overdue_amount) })}
                </span>
              )}
            </p>
            <ContractActions key={`${contract.id}-actions`} contract={contract} />
            <Section title={t('record.profile')}>
              <RecordProfile key={contract.id} path="crm/contracts" record={contract} fields={fields} />
            </Section>
            <Milestones contractId={contract.id} />
          </>
        )}
      </PanelBody>
    </SidePanel>
  );
}
