import { useTranslation } from 'react-i18next';

/** What the box for documents says. */
export function useDropWords() {
  const { t } = useTranslation();
  return {
    drop: t('knowledge.drop'),
    hint: t('knowledge.dropHint'),
    choose: t('knowledge.chooseFiles'),
    reading: t('knowledge.sending'),
    wrong: t('knowledge.wrongFile'),
  };
}
