import { useTranslation } from 'react-i18next';
import type { OverdueView } from '../../../../kernel/contracts/delivery.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { LateTab } from './late-tab.tsx';
import { OrderPanel } from './order-panel.tsx';
import { OrdersTab } from './orders-tab.tsx';

const TABS = ['orders', 'late'] as const;

/** What customers ordered and how far its delivery is, and everything of the delivery that is late. */
export function OrdersPage() {
  const { t } = useTranslation();
  const list = useListState();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'orders';
  const count = usePage<OverdueView>('crm/delivery/overdue', { page_size: 1 }).data?.total ?? 0;
  return (
    <div className="flex min-h-full flex-col">
      <PageHead title={t('nav.orders')} />
      <Tabs
        value={tab}
        onValueChange={(next) => list.become(next === 'orders' ? {} : { tab: next })}
        className="flex flex-1 flex-col"
      >
        <TabList className="px-2" aria-label={t('nav.orders')}>
          <Tab value="orders">{t('order.tabOrders')}</Tab>
          <Tab value="late">
            {t('order.tabLate')}
            {count > 0 && <span className="num ml-1 text-danger">{count}</span>}
          </Tab>
        </TabList>
        <TabPanel value={tab} className="flex flex-1 flex-col pt-3">
          {tab === 'orders' ? <OrdersTab list={list} /> : <LateTab list={list} />}
        </TabPanel>
      </Tabs>
      <OrderPanel id={list.search['open']} onClose={() => list.change({ open: undefined })} />
    </div>
  );
}
