import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../../ui/error-state.tsx';

/** What stands in place of a page that threw while it was drawn or loaded. */
export function CrashedPage({ error, reset }: ErrorComponentProps) {
  return (
    <div className="flex min-h-full items-center justify-center">
      <ErrorState error={error} onRetry={reset} />
    </div>
  );
}
