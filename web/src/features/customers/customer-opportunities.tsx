import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CreateOpportunity, type OpportunityView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { usePage } from '../lists/use-page.ts';
import { useOpportunityFields } from '../opportunities/use-opportunity-fields.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import { Section } from '../records/section.tsx';
import { StageBadge } from '../records/stage-badge.tsx';

/** The deals with a customer; each opens in the panel of the list of opportunities. */
export function CustomerOpportunities({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const query = usePage<OpportunityView>('crm/opportunities', { customer_id: customerId, page_size: 50 });
  const fields = useOpportunityFields();
  const mayWrite = useMay('crm.write');
  const [creating, setCreating] = useState(false);
  const items = query.data?.items ?? [];
  return (
    <Section
      title={t('nav.opportunities')}
      count={query.data?.total}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            {t('opportunity.create')}
          </Button>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="text-muted">{t('opportunity.emptyHere')}</p>}
      <ul className="flex flex-col gap-1">
        {items.map((deal) => (
          <li key={deal.id}>
            <Link
              to="/opportunities"
              search={{ open: deal.id }}
              className="tap flex min-h-10 items-center gap-2 rounded-md border border-line bg-surface px-3 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1 truncate">{deal.name}</span>
              <span className="num">{shortMoney(deal.amount)}</span>
              <StageBadge stage={deal.stage} />
            </Link>
          </li>
        ))}
      </ul>
      <CreateDialog<OpportunityView>
        open={creating}
        onOpenChange={setCreating}
        title={t('opportunity.create')}
        path="crm/opportunities"
        schema={CreateOpportunity}
        fields={fields.filter((field) =>
          ['name', 'amount', 'expected_close', 'product_id', 'source'].includes(field.name),
        )}
        fixed={{ customer_id: customerId }}
      />
    </Section>
  );
}
