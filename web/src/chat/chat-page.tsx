import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** The place of the chat in a build that has none. */
export function ChatPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('nav.chat')} />
      <EmptyState icon={MessagesSquare} title={t('error.noChatTitle')}>
        {t('error.noChatBody')}
      </EmptyState>
    </>
  );
}
