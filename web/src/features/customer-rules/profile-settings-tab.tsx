import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProfileSettingsView } from '../../../../kernel/contracts/profile.ts';
import { api } from '../../api/client.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { HealthForm } from './health-form.tsx';
import type { SaveProfileSettings } from './save-profile-settings.ts';
import { TierForm } from './tier-form.tsx';

/** How value and health are counted; the form begins again from what is stored after each save. */
export function ProfileSettingsTab({ part }: { part: 'tiers' | 'health' }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['crm/profile-settings'],
    queryFn: ({ signal }) => api.get<ProfileSettingsView>('crm/profile-settings', undefined, signal),
  });
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const settings = query.data;
  const save: SaveProfileSettings = async (change) => {
    const body = { ...change, version: settings.version };
    await runAction(t, () => api.patch('crm/profile-settings', body), t('customerRule.settingsSaved'));
    await queries.invalidateQueries({ queryKey: ['crm/profile-settings'] });
  };
  const Form = part === 'tiers' ? TierForm : HealthForm;
  return (
    <>
      {settings.version === 0 && <p className="mb-3 text-sm text-muted">{t('customerRule.version')}</p>}
      <Form key={settings.version} settings={settings} onSave={save} />
    </>
  );
}
