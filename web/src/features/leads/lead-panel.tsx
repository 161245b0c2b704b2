import { useTranslation } from 'react-i18next';
import type { LeadView } from '../../../../kernel/contracts/crm.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { RelatedActivities } from '../activities/related-activities.tsx';
import { LeadDecisions } from '../assignment/lead-decisions.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { useRecord } from '../records/use-record.ts';
import { LeadScore } from '../scoring/lead-score.tsx';
import { LeadActions } from './lead-actions.tsx';
import { useLeadFields } from './use-lead-fields.ts';

/** A lead beside the list: who has it, where it stands, turning it into a customer, its fields and follow-ups. */
export function LeadPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useRecord<LeadView>('crm/leads', id);
  const fields = useLeadFields();
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.name ?? t('nav.leads')}
    >
      <PanelBody query={query} record={{ entity: 'lead', id }}>
        {(lead) => (
          <>
            <LeadActions key={`${lead.id}-actions`} lead={lead} onGone={onClose} />
            <LeadScore lead={lead} />
            <Section title={t('record.profile')}>
              <RecordProfile<LeadView> key={lead.id} path="crm/leads" record={lead} fields={fields} />
            </Section>
            <LeadDecisions lead={lead} />
            <RelatedActivities parents={{ lead_id: lead.id }} />
          </>
        )}
      </PanelBody>
    </SidePanel>
  );
}
