import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import { useFormat } from '../../format/use-format.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { RelatedActivities } from '../activities/related-activities.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { useRecord } from '../records/use-record.ts';
import { StageBar } from './stage-bar.tsx';
import { useOpportunityFields } from './use-opportunity-fields.ts';

/** An opportunity beside the list: its customer and worth, its stage, its fields and follow-ups. */
export function OpportunityPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const query = useRecord<OpportunityView>('crm/opportunities', id);
  const fields = useOpportunityFields();
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.name ?? t('nav.opportunities')}
    >
      <PanelBody query={query}>
        {(deal) => (
          <>
            <p className="mb-3 flex flex-wrap items-baseline gap-x-3">
              <span className="num text-xl font-semibold">{deal.amount === null ? '—' : money(deal.amount)}</span>
              {deal.customer_id !== null && (
                <Link
                  to="/customers/$id"
                  params={{ id: deal.customer_id }}
                  className="text-accent-ink underline-offset-4 hover:underline"
                >
                  {deal.customer_name}
                </Link>
              )}
            </p>
            <StageBar key={`${deal.id}-stage`} opportunity={deal} />
            <Section title={t('record.profile')}>
              <RecordProfile key={deal.id} path="crm/opportunities" record={deal} fields={fields} />
            </Section>
            <RelatedActivities
              parents={{
                opportunity_id: deal.id,
                ...(deal.customer_id === null ? {} : { customer_id: deal.customer_id }),
              }}
              by="opportunity_id"
            />
          </>
        )}
      </PanelBody>
    </SidePanel>
  );
}
