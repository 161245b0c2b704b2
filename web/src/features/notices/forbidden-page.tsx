import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonLook } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The answer to a place the person has no permission for. */
export function ForbiddenPage() {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-full items-center justify-center">
      <EmptyState
        icon={Lock}
        title={t('error.forbiddenTitle')}
        action={
          <Link to="/chat" className={buttonLook({ variant: 'primary' })}>
            {t('error.home')}
          </Link>
        }
      >
        {t('error.forbiddenBody')}
      </EmptyState>
    </div>
  );
}
