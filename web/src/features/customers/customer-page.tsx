import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelatedActivities } from '../activities/related-activities.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { useRecord } from '../records/use-record.ts';
import { CustomerContacts } from './customer-contacts.tsx';
import { CustomerOpportunities } from './customer-opportunities.tsx';
import { TagEditor } from './tag-editor.tsx';
import { Timeline } from './timeline.tsx';
import { useCustomerFields } from './use-customer-fields.ts';

const route = getRouteApi('/_app/customers/$id');

/** Everything about one customer: who they are at the left, what happened at the right. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useRecord<CustomerView>('crm/customers', id);
  const fields = useCustomerFields();
  return (
    <div className="mx-auto max-w-6xl">
      <PageHead
        title={query.data?.name ?? t('nav.customers')}
        actions={query.data !== undefined && <DeleteCustomer customer={query.data} />}
      />
      <div className="px-4 pb-8">
        <PanelBody query={query}>
          {(customer) => (
            <div className="grid gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
              <div>
                <div className="mb-4">
                  <TagEditor customer={customer} />
                </div>
                <Section title={t('record.profile')}>
                  <RecordProfile key={customer.id} path="crm/customers" record={customer} fields={fields} />
                </Section>
                <CustomerContacts customerId={customer.id} />
                <CustomerOpportunities customerId={customer.id} />
              </div>
              <div>
                <RelatedActivities parents={{ customer_id: customer.id }} />
                <Section title={t('record.timeline')}>
                  <Timeline customerId={customer.id} />
                </Section>
              </div>
            </div>
          )}
        </PanelBody>
      </div>
    </div>
  );
}

function DeleteCustomer({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const may = useMay('crm.delete');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  if (!may) return null;
  const remove = async () => {
    setPending(true);
    const gone = await runAction(
      t,
      () => api.delete(`crm/customers/${customer.id}`),
      t('customer.deleted', { name: customer.name }),
    );
    setPending(false);
    setAsking(false);
    if (!gone) return;
    await navigate({ to: '/customers' });
    queries.removeQueries({ queryKey: ['crm/customers', 'one', customer.id] });
    await queries.invalidateQueries({ queryKey: ['crm/customers', 'list'] });
  };
  return (
    <>
      <Button variant="ghost" size="icon" aria-label={t('customer.delete')} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('customer.deleteTitle', { name: customer.name })}
        body={t('customer.deleteBody')}
        confirmLabel={t('customer.delete')}
        danger
        pending={pending}
        onConfirm={() => void remove()}
      />
    </>
  );
}
