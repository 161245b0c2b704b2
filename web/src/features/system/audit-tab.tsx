import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AuditEntryView } from '../../../../kernel/contracts/identity.ts';
import { formatFullTime } from '../../format/format-full-time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Td, Tr } from '../../ui/table.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import { listQuery } from '../lists/list-search.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { PageTable } from './page-table.tsx';

const ENTITIES = ['customer', 'contact', 'lead', 'opportunity', 'activity', 'user', 'import', 'job'] as const;

/** Who did what to which record, and what it was before. */
export function AuditTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const { page, page_size, entity } = listQuery(list.search);
  const nameOf = (name: string) => {
    const known = ENTITIES.find((one) => one === name);
    return known === undefined ? name : t(`entity.${known}`);
  };
  const query = usePage<AuditEntryView>('audit', { page, page_size, entity });
  return (
    <>
      <div className="py-2">
        <FilterRow
          list={list}
          filters={[
            {
              name: 'entity',
              word: 'entity',
              options: ENTITIES.map((one) => ({ value: one, label: t(`entity.${one}`) })),
            },
          ]}
        />
      </div>
      <PageTable
        list={list}
        query={query}
        heads={[t('system.at'), t('system.actor'), t('system.action'), t('system.record'), t('system.change')]}
        empty={{ icon: ScrollText, title: t('system.noAudit'), body: t('system.noAuditHint') }}
        renderRow={(entry) => (
          <Tr key={entry.id}>
            <Td className="num whitespace-nowrap text-muted">{formatFullTime(entry.at)}</Td>
            <Td className="whitespace-nowrap">
              {entry.actor_name ?? t(`actorKind.${entry.actor_kind}`)}
              {entry.agent !== null && (
                <Badge tone="accent" className="ml-2">
                  {entry.agent}
                </Badge>
              )}
            </Td>
            <Td className="whitespace-nowrap">{entry.action}</Td>
            <Td className="text-muted">
              {nameOf(entry.entity)}
              {entry.entity_id !== null && (
                // The beginning of our ids is their time, so the end tells them apart.
                <span className="ml-2 font-mono text-xs text-faint" title={entry.entity_id}>
                  {entry.entity_id.slice(-8)}
                </span>
              )}
            </Td>
            <Td className="max-w-md min-w-48">
              <ChangeText before={entry.before} after={entry.after} />
            </Td>
          </Tr>
        )}
      />
    </>
  );
}

function ChangeText({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation();
  if ((before ?? null) === null && (after ?? null) === null) return <span className="text-faint">—</span>;
  return (
    <details>
      <summary className="text-muted">{t('system.showChange')}</summary>
      <pre className="mt-1 max-h-60 overflow-auto rounded-sm bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
        {JSON.stringify({ before: before ?? null, after: after ?? null }, null, 2)}
      </pre>
    </details>
  );
}
