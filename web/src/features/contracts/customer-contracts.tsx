import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { usePage } from '../lists/use-page.ts';
import { ContractStatusBadge } from '../records/contract-status-badge.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { ContractEnd } from './contract-end.tsx';
import { CreateContractDialog } from './create-contract-dialog.tsx';

/** The contracts with a customer; each opens in the panel of the list of contracts. */
export function CustomerContracts({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const query = usePage<ContractView>('crm/contracts', { customer_id: customerId, sort: '-ends_on', page_size: 50 });
  const mayWrite = useMay('crm.write');
  const [creating, setCreating] = useState(false);
  return (
    <Section
      title={t('nav.contracts')}
      count={query.data?.total}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            {t('contract.create')}
          </Button>
        )
      }
    >
      <PanelBody query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted">{t('contract.empty')}</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {items.map((contract) => (
                <li key={contract.id}>
                  <Link
                    to="/contracts"
                    search={{ open: contract.id }}
                    className="block rounded-md border border-line bg-surface px-3 py-2 hover:bg-sunken"
                  >
                    <span className="flex items-center gap-2">
                      <span className="min-w-0 flex-1 truncate font-medium">{contract.name}</span>
                      <span className="num">{money(contract.amount)}</span>
                      <ContractStatusBadge status={contract.status} />
                    </span>
                    <span className="flex flex-wrap gap-x-4 text-sm text-muted">
                      <span>
                        {t('field.endsOn')} <ContractEnd contract={contract} />
                      </span>
                      {contract.renewal_on !== null && (
                        <span>
                          {t('field.renewalOn')} <TimeText at={contract.renewal_on} />
                        </span>
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </PanelBody>
      <CreateContractDialog open={creating} onOpenChange={setCreating} customerId={customerId} />
    </Section>
  );
}
