import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { PAGE_SIZES } from './list-search.ts';
import type { ListState } from './use-list-state.ts';

/** From page to page, and how long a page is. */
export function Pager({ list, total }: { list: ListState; total: number }) {
  const { t } = useTranslation();
  const last = Math.max(1, Math.ceil(total / list.size));
  const sizes = PAGE_SIZES.map((size) => ({ value: String(size), label: t('list.perPage', { size }) }));
  return (
    <nav
      aria-label={t('list.pages')}
      className="num sticky bottom-0 flex items-center justify-end gap-2 border-t border-line bg-surface px-4 py-2 text-sm text-muted"
    >
      <Select
        aria-label={t('list.pageSize')}
        className="h-7 w-28"
        value={String(list.size)}
        options={sizes}
        onChange={(size) => list.change({ size: size === String(PAGE_SIZES[0]) ? undefined : size })}
      />
      <span className="px-1">{t('list.pageOf', { page: list.page, last })}</span>
      <Button
        size="icon-sm"
        aria-label={t('list.previous')}
        disabled={list.page <= 1}
        onClick={() => list.change({ page: String(list.page - 1) })}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <Button
        size="icon-sm"
        aria-label={t('list.next')}
        disabled={list.page >= last}
        onClick={() => list.change({ page: String(list.page + 1) })}
      >
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
