import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/skeleton.tsx';

const ROWS = ['w-2/5', 'w-1/2', 'w-1/3', 'w-5/12', 'w-1/2', 'w-1/3', 'w-2/5', 'w-1/2'];

/** Rows about to be. */
export function ListSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy aria-label={t('state.loading')} className="px-4 py-2">
      {ROWS.map((width, index) => (
        <div key={`${width}-${String(index)}`} className="flex h-10 items-center gap-6 border-b border-line">
          <div className="flex-1">
            <Skeleton className={width} />
          </div>
          <Skeleton className="w-16" />
          <Skeleton className="hidden w-20 sm:block" />
          <Skeleton className="hidden w-24 lg:block" />
        </div>
      ))}
    </div>
  );
}
