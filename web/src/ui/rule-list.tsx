import type { UseQueryResult } from '@tanstack/react-query';
import { Plus, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorState } from './error-state.tsx';
import { Skeleton } from './skeleton.tsx';

interface RuleListProps<T> {
  query: UseQueryResult<readonly T[]>;
  /** What makes a new one; nothing without the permission. */
  create?: { label: string; onClick: () => void } | undefined;
  empty: { icon?: LucideIcon; title: string; body?: string };
  /** Whether the order of the rules means something. */
  ordered?: boolean;
  /** The rows, each a `RuleRow`. */
  renderRow: (rule: T) => ReactNode;
  /** Dialogs about one of them. */
  children?: ReactNode;
}

const LOADING = ['w-2/5', 'w-1/2', 'w-1/3', 'w-5/12'];

/** A tab with a list of settings: making one, loading, failing, none yet, and the rows. */
export function RuleList<T>({ query, create, empty, ordered = false, renderRow, children }: RuleListProps<T>) {
  const rules = query.data ?? [];
  const List = ordered ? 'ol' : 'ul';
  const button = create && (
    <Button variant="primary" onClick={create.onClick}>
      <Plus aria-hidden />
      {create.label}
    </Button>
  );
  return (
    <>
      {rules.length > 0 && button && <div className="mb-3 flex justify-end">{button}</div>}
      <div className="rounded-md border border-line bg-surface" aria-busy={query.isPending}>
        {query.isPending &&
          LOADING.map((width) => (
            <div key={width} className="flex h-12 items-center border-b border-line px-4 last:border-b-0">
              <Skeleton className={width} />
            </div>
          ))}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.length === 0 && (
          <EmptyState {...(empty.icon ? { icon: empty.icon } : {})} title={empty.title} action={button}>
            {empty.body}
          </EmptyState>
        )}
        <List>{rules.map(renderRow)}</List>
      </div>
      {children}
    </>
  );
}
