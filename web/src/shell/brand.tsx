import { useTranslation } from 'react-i18next';

/** The sign and, where there is room, the name. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <div className="mb-2 flex h-9 items-center gap-2 px-1.5">
      <img src="/favicon.svg" alt="" className="size-6 shrink-0" />
      <span className="hidden text-lg font-semibold xl:inline">{t('app.name')}</span>
    </div>
  );
}
