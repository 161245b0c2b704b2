import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { runAction } from '../records/run-action.ts';
import { useTags } from './bulk-tag-bar.tsx';

/** The tags of a customer: seen, put on, taken off. */
export function TagEditor({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const tags = useTags(mayWrite);
  const change = (body: { add?: string[]; remove?: string[] }) =>
    runAction(t, async () => {
      const fresh = await api.post<CustomerView>(`crm/customers/${customer.id}/tags`, body);
      queries.setQueryData(['crm/customers', 'one', customer.id], fresh);
      void queries.invalidateQueries({ queryKey: ['crm/customers', 'list'] });
      void queries.invalidateQueries({ queryKey: ['crm/customers', 'timeline', customer.id] });
      void queries.invalidateQueries({ queryKey: ['crm/tags'] });
    });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {customer.tags.map((tag) => (
        <Badge
          key={tag}
          className={
            customer.rule_tags.includes(tag) ? 'h-6 border border-dashed border-line-strong bg-surface' : 'h-6'
          }
        >
          {tag}
          {customer.rule_tags.includes(tag) && <RuleMark />}
          {mayWrite && !customer.rule_tags.includes(tag) && (
            <button
              type="button"
              aria-label={t('customer.dropTag', { tag })}
              className="relative rounded-sm text-faint after:absolute after:-inset-2 hover:text-ink"
              onClick={() => void change({ remove: [tag] })}
            >
              <X className="size-3" aria-hidden />
            </button>
          )}
        </Badge>
      ))}
      {customer.tags.length === 0 && !mayWrite && <span className="text-faint">{t('state.none')}</span>}
      {mayWrite && (
        <Combobox
          className="h-6 w-32 text-sm"
          value={undefined}
          placeholder={t('customer.addTag')}
          options={tags.filter((tag) => !customer.tags.includes(tag.value))}
          onChange={(tag) => void change({ add: [tag] })}
          onCreate={(tag) => void change({ add: [tag] })}
        />
      )}
    </div>
  );
}

/** Says that a tag is a rule's: nobody put it on, and it goes by itself. */
function RuleMark() {
  const { t } = useTranslation();
  return (
    <span className="text-faint" title={t('profile.byRule')}>
      {t('profile.byRuleShort')}
    </span>
  );
}
