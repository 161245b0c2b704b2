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
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { CustomerStory } from '../profiles/customer-story.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { runAction } from '../records/run-action.ts';
import { useRecord } from '../records/use-record.ts';
import { CustomerRelations } from '../relations/customer-relations.tsx';
import { CustomerBusiness } from './customer-business.tsx';
import { CustomerOverview } from './customer-overview.tsx';

const route = getRouteApi('/_app/customers/$id');

const TABS = ['overview', 'business', 'people'] as const;

/** Everything about one customer: the story on top, then by tab the record, the business with them, and the people. */
export function CustomerPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const list = useListState();
  const query = useRecord<CustomerView>('crm/customers', id);
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'overview';
  return (
    <div className="mx-auto max-w-6xl">
      <PageHead
        title={query.data?.name ?? t('nav.customers')}
        actions={query.data !== undefined && <DeleteCustomer customer={query.data} />}
      />
      <div className="px-4 pb-8">
        <PanelBody query={query} record={{ entity: 'customer', id }}>
          {(customer) => (
            <>
              <CustomerStory customerId={customer.id} />
              <Tabs value={tab} onValueChange={(next) => list.become(next === 'overview' ? {} : { tab: next })}>
                <TabList aria-label={t('profile.tabs')}>
                  {TABS.map((one) => (
                    <Tab key={one} value={one}>
                      {t(`profile.${one}`)}
                    </Tab>
                  ))}
                </TabList>
                <TabPanel value={tab}>
                  {tab === 'overview' && <CustomerOverview customer={customer} />}
                  {tab === 'business' && <CustomerBusiness customerId={customer.id} />}
                  {tab === 'people' && <CustomerRelations customer={customer} list={list} />}
                </TabPanel>
              </Tabs>
            </>
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
