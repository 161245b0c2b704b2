import { Columns3, Rows3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import type { ListState } from '../lists/use-list-state.ts';

const VIEWS = [
  { view: undefined, word: 'list', icon: Rows3 },
  { view: 'board', word: 'board', icon: Columns3 },
] as const;

/** The two ways to look at the deals; which one stands in the address. */
export function ViewSwitch({ list }: { list: ListState }) {
  const { t } = useTranslation();
  return (
    <fieldset aria-label={t('deal.view')} className="flex rounded-md border border-line p-0.5">
      {VIEWS.map(({ view, word, icon: Icon }) => (
        <button
          key={word}
          type="button"
          aria-pressed={list.search['view'] === view}
          onClick={() => list.change({ view, page: undefined })}
          className={cn(
            'tap flex h-6 items-center justify-center gap-1.5 rounded-sm px-2 text-sm',
            list.search['view'] === view ? 'bg-accent-soft font-medium text-accent-ink' : 'text-muted hover:text-ink',
          )}
        >
          <Icon className="size-4" aria-hidden />
          <span className="max-sm:sr-only">{t(`deal.${word}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
