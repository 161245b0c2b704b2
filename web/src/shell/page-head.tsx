import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../format/format-number.ts';

interface PageHeadProps {
  title: string;
  count?: number | undefined;
  actions?: ReactNode;
}

/** The head of a page: its name, how many there are, what can be begun. Also names the browser's tab. */
export function PageHead({ title, count, actions }: PageHeadProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <header className="flex min-h-14 items-center gap-3 px-4 py-2">
      <h1 className="min-w-0 truncate text-lg font-semibold">{title}</h1>
      {count !== undefined && <span className="num text-muted">{formatNumber(count)}</span>}
      <div className="ml-auto flex shrink-0 gap-2">{actions}</div>
    </header>
  );
}
