import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Selection } from '../lists/use-selection.ts';

/** The tags in use, most used first. */
export function useTags(enabled = true) {
  const { data } = useQuery({
    queryKey: ['crm/tags'],
    queryFn: ({ signal }) => api.get<{ items: { name: string; count: number }[] }>('crm/tags', undefined, signal),
    staleTime: 60_000,
    enabled,
  });
  return (data?.items ?? []).map(({ name, count }) => ({ value: name, label: name, note: String(count) }));
}

/** What can be done with the ticked customers: a tag put on or taken off all of them, and what else is given. */
export function BulkTagBar({ selection, children }: { selection: Selection; children?: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tags = useTags(selection.ids.length > 0);
  const [done, setDone] = useState<number | null>(null);
  if (selection.ids.length === 0) return null;

  const apply = async (tag: string, how: 'add' | 'remove') => {
    const failed: string[] = [];
    let reason = '';
    setDone(0);
    for (const [index, id] of selection.ids.entries()) {
      try {
        await api.post(`crm/customers/${id}/tags`, { [how]: [tag] });
      } catch (error) {
        failed.push(id);
        reason = describeError(error, t).message;
      }
      setDone(index + 1);
    }
    setDone(null);
    await queries.invalidateQueries({ queryKey: ['crm/customers'] });
    await queries.invalidateQueries({ queryKey: ['crm/tags'] });
    const count = selection.ids.length - failed.length;
    // Those that failed stay ticked, so that the person can try just them again.
    for (const id of selection.ids) if (!failed.includes(id)) selection.set(id, false);
    if (failed.length === 0) toast.success(t(how === 'add' ? 'customer.tagged' : 'customer.untagged', { count, tag }));
    else toast.error(t('customer.tagPartly', { count, failed: failed.length }), { description: reason });
  };

  return (
    <div
      role="toolbar"
      aria-label={t('list.bulk')}
      className="mx-4 mt-2 flex flex-wrap items-center gap-2 rounded-md bg-accent-soft px-3 py-2"
    >
      <span className="num mr-1 text-accent-ink">{t('list.selected', { count: selection.ids.length })}</span>
      {done === null ? (
        <>
          <Combobox
            className="w-40"
            value={undefined}
            placeholder={t('customer.addTag')}
            options={tags}
            onChange={(tag) => void apply(tag, 'add')}
            onCreate={(tag) => void apply(tag, 'add')}
          />
          <Combobox
            className="w-40"
            value={undefined}
            placeholder={t('customer.removeTag')}
            options={tags}
            onChange={(tag) => void apply(tag, 'remove')}
          />
          {children}
          <Button variant="ghost" onClick={selection.clear}>
            {t('list.clearSelection')}
          </Button>
        </>
      ) : (
        <div className="w-48">
          <Progress value={done} max={selection.ids.length} label={t('list.bulk')} />
        </div>
      )}
    </div>
  );
}
