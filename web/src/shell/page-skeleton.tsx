import { ListSkeleton } from '../features/lists/list-skeleton.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** A page whose code or session is on its way. */
export function PageSkeleton() {
  return (
    <div className="p-4">
      <Skeleton className="mb-4 h-6 w-40" />
      <ListSkeleton />
    </div>
  );
}
