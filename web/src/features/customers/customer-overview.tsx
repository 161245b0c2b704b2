import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import { RelatedActivities } from '../activities/related-activities.tsx';
import { ProfileSections } from '../profiles/profile-sections.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { CustomerContacts } from './customer-contacts.tsx';
import { CustomerOpportunities } from './customer-opportunities.tsx';
import { TagEditor } from './tag-editor.tsx';
import { Timeline } from './timeline.tsx';
import { useCustomerFields } from './use-customer-fields.ts';

/** How they do and what they are worth; under it who they are at the left, and what happened at the right. */
export function CustomerOverview({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const fields = useCustomerFields();
  return (
    <>
      <ProfileSections customerId={customer.id} />
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
    </>
  );
}
