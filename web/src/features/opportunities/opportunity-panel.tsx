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
import { DealCheckUp } from './deal-check-up.tsx';
import { DealCompetitors } from './deal-competitors.tsx';
import { DealFacts } from './deal-facts.tsx';
import { DealLines } from './deal-lines.tsx';
import { DealOrder } from './deal-order.tsx';
import { DealWarnings } from './deal-warnings.tsx';
import { StageBar } from './stage-bar.tsx';
import { useOpportunityFields } from './use-opportunity-fields.ts';

/** An opportunity beside the list: its worth, stage and health, its fields, facts, lines, competitors and follow-ups. */
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
            <DealWarnings dealId={deal.id} />
            <StageBar key={`${deal.id}-stage`} opportunity={deal} />
            {deal.stage === 'won' && <DealOrder deal={deal} />}
            {deal.stage !== 'won' && deal.stage !== 'lost' && <DealCheckUp key={`${deal.id}-check`} deal={deal} />}
            <Section title={t('record.profile')}>
              <RecordProfile key={deal.id} path="crm/opportunities" record={deal} fields={fields} />
            </Section>
            <DealFacts key={`${deal.id}-facts`} dealId={deal.id} />
            <DealLines key={`${deal.id}-lines`} dealId={deal.id} />
            <DealCompetitors key={`${deal.id}-rivals`} dealId={deal.id} />
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
