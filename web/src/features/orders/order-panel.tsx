import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../kernel/contracts/orders.ts';
import { useFormat } from '../../format/use-format.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { LineRows } from '../opportunities/deal-lines.tsx';
import type { FieldSpec } from '../records/field-spec.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { useRecord } from '../records/use-record.ts';
import { useUserOptions } from '../records/use-users.ts';
import { DeliveryPlan } from './delivery-plan.tsx';
import { OrderContracts } from './order-contracts.tsx';
import { OrderIssues } from './order-issues.tsx';
import { OrderStatusMenu } from './order-status-menu.tsx';

const LINK = 'text-accent-ink underline-offset-4 hover:underline';

/** An order beside the list: its worth and state, its delivery, issues, contracts and products. */
export function OrderPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const query = useRecord<OrderDetail>('crm/orders', id);
  const users = useUserOptions();
  const fields: FieldSpec[] = [
    { name: 'name', word: 'order', kind: 'text', required: true },
    { name: 'number', word: 'orderNumber', kind: 'text' },
    { name: 'owner_id', word: 'owner', kind: 'choice', options: users, shownAs: 'owner_name' },
    { name: 'amount', word: 'amount', kind: 'money', required: true },
    { name: 'ordered_on', word: 'orderedOn', kind: 'date', required: true },
    { name: 'note', word: 'description', kind: 'long_text' },
  ];
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.name ?? t('nav.orders')}
      className="sm:w-[540px]"
    >
      <PanelBody query={query}>
        {(order) => (
          <>
            <p className="mb-1 flex flex-wrap items-center gap-x-3">
              <span className="num text-xl font-semibold">{money(order.amount)}</span>
              <OrderStatusMenu order={order} />
              <span className="num text-sm text-faint">{order.code}</span>
            </p>
            <p className="mb-4 flex flex-wrap gap-x-3 text-sm">
              <Link to="/customers/$id" params={{ id: order.customer_id }} className={LINK}>
                {order.customer_name}
              </Link>
              {order.opportunity_id !== null && (
                <span className="text-muted">
                  {t('order.fromDeal')}{' '}
                  <Link to="/opportunities" search={{ open: order.opportunity_id }} className={LINK}>
                    {order.opportunity_name}
                  </Link>
                </span>
              )}
            </p>
            <DeliveryPlan key={`${order.id}-plan`} order={order} />
            <OrderIssues key={`${order.id}-issues`} orderId={order.id} />
            <OrderContracts key={`${order.id}-contracts`} order={order} />
            <Section title={t('record.profile')}>
              <RecordProfile key={order.id} path="crm/orders" record={order} fields={fields} />
            </Section>
            <Section title={t('order.lines')} count={order.lines.length}>
              {order.lines.length === 0 ? (
                <p className="text-muted">{t('order.noLines')}</p>
              ) : (
                <LineRows lines={order.lines} />
              )}
            </Section>
          </>
        )}
      </PanelBody>
    </SidePanel>
  );
}
