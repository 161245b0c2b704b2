import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateView } from '../../../../kernel/contracts/delivery.ts';
import type { OrderDetail } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { runAction } from '../records/run-action.ts';
import { useRefreshOrders } from './use-refresh-orders.ts';

const NONE = 'none';

/** Plans the delivery of an order that has no plan: by a template or empty, from a day on. */
export function PlanForm({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write') && order.status !== 'cancelled';
  const refresh = useRefreshOrders();
  const [chosen, setChosen] = useState<string | undefined>();
  const [startsOn, setStartsOn] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const { data } = useQuery({
    queryKey: ['crm/delivery', 'templates'],
    queryFn: ({ signal }) =>
      api.get<{ items: TemplateView[] }>('crm/delivery/templates', undefined, signal).then((found) => found.items),
    staleTime: 300_000,
    enabled: mayWrite,
  });
  const templates = (data ?? []).filter((template) => template.active);
  const template = chosen ?? templates.find((one) => one.is_default)?.id ?? NONE;
  if (!mayWrite) return <p className="text-muted">{t('order.planNone')}</p>;
  const plan = async () => {
    setPending(true);
    const body = {
      template_id: template === NONE ? null : template,
      ...(startsOn === null ? {} : { starts_on: startsOn }),
    };
    await runAction(t, () => api.post(`crm/orders/${order.id}/plan`, body), t('order.planMade'));
    setPending(false);
    await refresh();
  };
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-[1fr_10em_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        void plan();
      }}
    >
      <Field label={t('order.template')}>
        {(control) => (
          <Select
            {...control}
            value={template}
            onChange={setChosen}
            options={[
              ...templates.map((one) => ({ value: one.id, label: one.name })),
              { value: NONE, label: t('order.emptyPlan') },
            ]}
          />
        )}
      </Field>
      <Field label={t('order.startsOn')}>
        {(control) => <DateInput {...control} value={startsOn} onChange={setStartsOn} />}
      </Field>
      <Button type="submit" variant="primary" loading={pending}>
        {t('order.makePlan')}
      </Button>
    </form>
  );
}
