import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../../kernel/contracts/profile.ts';
import { api } from '../../api/client.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { Section } from '../records/section.tsx';
import { HealthExplained } from './health-explained.tsx';
import { ValueExplained } from './value-explained.tsx';

/** How a customer does and what it is worth, each with its reasons. */
export function ProfileSections({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['crm/customers', 'profile', customerId],
    queryFn: ({ signal }) => api.get<ProfileView>(`crm/customers/${customerId}/profile`, undefined, signal),
  });
  return (
    <div className="mb-4 grid gap-x-6 gap-y-4 border-b border-line pb-4 lg:grid-cols-2">
      <div>
        <Section title={t('profile.health')}>
          <PanelBody query={query}>{(profile) => <HealthExplained profile={profile} />}</PanelBody>
        </Section>
      </div>
      <div>
        <Section title={t('profile.value')}>
          <PanelBody query={query}>{(profile) => <ValueExplained profile={profile} />}</PanelBody>
        </Section>
      </div>
    </div>
  );
}
