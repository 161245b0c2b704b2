import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonLook } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The answer to an address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-full items-center justify-center">
      <EmptyState
        icon={Compass}
        title={t('error.notFoundTitle')}
        action={
          <Link to="/chat" className={buttonLook({ variant: 'primary' })}>
            {t('error.home')}
          </Link>
        }
      >
        {t('error.notFoundBody')}
      </EmptyState>
    </div>
  );
}
