import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { GradesForm } from './grades-form.tsx';
import { useScoreSettings } from './use-scoring.ts';

/** Where the grades begin, how much a group may move, and how models are trained. */
export function GradesTab() {
  const { t } = useTranslation();
  const query = useScoreSettings();
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <section aria-label={t('scoring.grades')}>
      <GradesForm key={query.data.version} settings={query.data} />
    </section>
  );
}
