import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateContact, type ContactView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { usePage } from '../lists/use-page.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import { RecordProfile } from '../records/record-profile.tsx';
import { Section } from '../records/section.tsx';
import { useContactFields } from './use-contact-fields.ts';

/** The people at a customer; each opens where it stands and is edited there. */
export function CustomerContacts({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = usePage<ContactView>('crm/contacts', { customer_id: customerId, page_size: 50 });
  const fields = useContactFields();
  const mayWrite = useMay('crm.write');
  const [creating, setCreating] = useState(false);
  const items = query.data?.items ?? [];
  return (
    <Section
      title={t('record.contacts')}
      count={query.data?.total}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            {t('contact.create')}
          </Button>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="text-muted">{t('contact.empty')}</p>}
      <ul className="flex flex-col gap-1">
        {items.map((contact) => (
          <li key={contact.id}>
            <details className="rounded-md border border-line bg-surface open:pb-2">
              <summary className="tap flex min-h-10 items-center gap-2 rounded-md px-3 marker:content-none hover:bg-sunken">
                <span className="font-medium">{contact.name}</span>
                <span className="truncate text-muted">{contact.title}</span>
                {contact.decision_maker && <Badge tone="accent">{t('field.decisionMaker')}</Badge>}
                <span className="num ml-auto text-muted">{contact.phone}</span>
              </summary>
              <div className="px-3 pt-1">
                <RecordProfile path="crm/contacts" record={contact} fields={fields} />
              </div>
            </details>
          </li>
        ))}
      </ul>
      <CreateDialog<ContactView>
        open={creating}
        onOpenChange={setCreating}
        title={t('contact.create')}
        path="crm/contacts"
        schema={CreateContact}
        fields={fields}
        fixed={{ customer_id: customerId }}
        twinsOf="contact"
      />
    </Section>
  );
}
