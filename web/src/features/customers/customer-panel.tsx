import { Link } from '@tanstack/react-router';
import { Maximize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import { useFormat } from '../../format/use-format.ts';
import { buttonLook } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ActivityButton } from '../activities/activity-button.tsx';
import { HealthBadge } from '../records/health-badge.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { useRecord } from '../records/use-record.ts';
import { TagEditor } from './tag-editor.tsx';
import { Timeline } from './timeline.tsx';
import { useCustomerFields } from './use-customer-fields.ts';

/** A customer beside the list: the essentials, with the whole page one click away. */
export function CustomerPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const query = useRecord<CustomerView>('crm/customers', id);
  const fields = useCustomerFields();
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.name ?? t('nav.customers')}
      actions={
        id !== undefined && (
          <Link
            to="/customers/$id"
            params={{ id }}
            aria-label={t('customer.openPage')}
            title={t('customer.openPage')}
            className={buttonLook({ variant: 'ghost', size: 'icon' })}
          >
            <Maximize2 aria-hidden />
          </Link>
        )
      }
    >
      <PanelBody query={query} record={{ entity: 'customer', id }}>
        {(customer) => (
          <>
            <dl className="mb-4 grid grid-cols-3 gap-2 text-sm">
              <div>
                <dt className="text-muted">{t('field.openAmount')}</dt>
                <dd className="num text-lg font-semibold">{shortMoney(customer.open_amount)}</dd>
              </div>
              <div>
                <dt className="text-muted">{t('field.lastActivity')}</dt>
                <dd className="text-lg">
                  <TimeText at={customer.last_activity_at} />
                </dd>
              </div>
              <div>
                <dt className="text-muted">{t('field.nextFollowUp')}</dt>
                <dd className="text-lg">
                  <TimeText at={customer.next_follow_up_at} />
                </dd>
              </div>
            </dl>
            <p className="mb-3 flex flex-wrap items-center gap-2 text-sm">
              <span className="text-muted">{t('field.tier')}</span>
              <Badge>{t(`tier.${customer.tier}`)}</Badge>
              {customer.health_level !== null && (
                <>
                  <span className="ml-2 text-muted">{t('field.health')}</span>
                  <HealthBadge level={customer.health_level} score={customer.health} />
                </>
              )}
            </p>
            <div className="mb-4">
              <TagEditor customer={customer} />
            </div>
            <Section title={t('record.profile')}>
              <RecordProfile key={customer.id} path="crm/customers" record={customer} fields={fields} />
            </Section>
            <Section title={t('record.timeline')} action={<ActivityButton parents={{ customer_id: customer.id }} />}>
              <Timeline customerId={customer.id} />
            </Section>
          </>
        )}
      </PanelBody>
    </SidePanel>
  );
}
