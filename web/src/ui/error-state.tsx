import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.ts';
import { Button } from './button.tsx';

interface ErrorStateProps {
  /** What was thrown: an `ApiError` says itself what happened. */
  error: unknown;
  /** What is still as it was; default: the person's filters and input. */
  kept?: string;
  onRetry?: () => void;
}

/** Says what happened, what was kept and what to do next. */
export function ErrorState({ error, kept, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const { message, requestId } = describeError(error, t);
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      <CircleAlert className="mb-1 size-7 text-danger" strokeWidth={1.5} aria-hidden />
      <p className="font-medium">{message}</p>
      <p className="max-w-md text-muted">{kept ?? t('error.kept')}</p>
      {requestId !== undefined && <p className="text-xs text-faint">{t('error.requestId', { id: requestId })}</p>}
      {onRetry !== undefined && (
        <Button className="mt-2" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}
