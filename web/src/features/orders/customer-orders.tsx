import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateOrder, ORDER_STATUSES, type OrderView } from '../../../../kernel/contracts/orders.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { usePage } from '../lists/use-page.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import type { FieldSpec } from '../records/field-spec.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { OrderStatusBadge } from './order-status-badge.tsx';

const FIELDS: readonly FieldSpec[] = [
  { name: 'name', word: 'orderName', kind: 'text', required: true },
  { name: 'number', word: 'orderNumber', kind: 'text' },
  { name: 'amount', word: 'amount', kind: 'money', required: true },
  { name: 'ordered_on', word: 'orderedOn', kind: 'date' },
  { name: 'note', word: 'description', kind: 'long_text' },
];

/** What a customer ordered; each order opens where it stands and is edited there. */
export function CustomerOrders({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const query = usePage<OrderView>('crm/orders', { customer_id: customerId, sort: '-ordered_on', page_size: 50 });
  const mayWrite = useMay('crm.write');
  const [creating, setCreating] = useState(false);
  const states = ORDER_STATUSES.map((value) => ({ value, label: t(`orderStatus.${value}`) }));
  const fields: readonly FieldSpec[] = [
    ...FIELDS,
    { name: 'status', word: 'status', kind: 'choice', required: true, options: states },
  ];
  return (
    <Section
      title={t('customerOrder.title')}
      count={query.data?.total}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            {t('customerOrder.create')}
          </Button>
        )
      }
    >
      <PanelBody query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted">{t('customerOrder.empty')}</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {items.map((order) => (
                <li key={order.id}>
                  <details className="rounded-md border border-line bg-surface open:pb-2">
                    <summary className="tap flex flex-wrap items-center gap-x-2 rounded-md px-3 py-2 marker:content-none hover:bg-sunken">
                      <span className="min-w-0 flex-1 truncate font-medium">{order.name}</span>
                      <span className="num">{money(order.amount)}</span>
                      <OrderStatusBadge status={order.status} />
                      <span className="num basis-full text-sm text-muted">
                        {t('field.orderedOn')} <TimeText at={order.ordered_on} /> · {order.number ?? order.code}
                      </span>
                    </summary>
                    <div className="px-3 pt-1">
                      <RecordProfile path="crm/orders" record={order} fields={fields} />
                    </div>
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </PanelBody>
      <CreateDialog<OrderView>
        open={creating}
        onOpenChange={setCreating}
        title={t('customerOrder.create')}
        path="crm/orders"
        schema={CreateOrder}
        fields={FIELDS}
        fixed={{ customer_id: customerId }}
      />
    </Section>
  );
}
