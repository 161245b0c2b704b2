import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../../kernel/contracts/crm.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { useContactFields } from '../customers/use-contact-fields.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { useRecord } from '../records/use-record.ts';

/** A contact beside the list: the customer and the fields. */
export function ContactPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useRecord<ContactView>('crm/contacts', id);
  const fields = useContactFields();
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.name ?? t('record.contacts')}
    >
      <PanelBody query={query} record={{ entity: 'contact', id }}>
        {(contact) => (
          <>
            <p className="mb-3">
              <Link
                to="/customers/$id"
                params={{ id: contact.customer_id }}
                className="text-accent-ink underline-offset-4 hover:underline"
              >
                {contact.customer_name}
              </Link>
            </p>
            <Section title={t('record.profile')}>
              <RecordProfile key={contact.id} path="crm/contacts" record={contact} fields={fields} />
            </Section>
          </>
        )}
      </PanelBody>
    </SidePanel>
  );
}
