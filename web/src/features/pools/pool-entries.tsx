import { Waves } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { PoolEntryView } from '../../../../kernel/contracts/pools.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { useNarrow } from '../lists/use-narrow.ts';
import { TimeText } from '../records/time-text.tsx';

interface PoolEntriesProps {
  page: Page<PoolEntryView>;
  /** The record whose pick is on its way. */
  picking: string | null;
  onPick: (entry: PoolEntryView) => void;
}

/** The records of a pool, each with the button that takes it, or with why not. */
export function PoolEntries({ page, picking, onPick }: PoolEntriesProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  if (page.items.length === 0)
    return (
      <EmptyState icon={Waves} title={t('pool.emptyTitle')}>
        {t('pool.emptyBody')}
      </EmptyState>
    );
  if (narrow)
    return (
      <ul>
        {page.items.map((entry) => (
          <li key={entry.entity_id} className="flex items-center gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{entry.name}</p>
              <p className="truncate text-sm text-muted">{about(entry)}</p>
              <p className="text-sm text-muted">{entry.blocked ?? entry.reason}</p>
            </div>
            <PickButton entry={entry} picking={picking} onPick={onPick} />
          </li>
        ))}
      </ul>
    );
  return (
    <Table>
      <caption className="sr-only">{t('nav.pools')}</caption>
      <thead>
        <tr>
          <Th>{t('field.name')}</Th>
          <Th>{t('field.region')}</Th>
          <Th>{t('field.sector')}</Th>
          <Th>{t('pool.reason')}</Th>
          <Th>{t('pool.from')}</Th>
          <Th>{t('pool.entered')}</Th>
          <Th>
            <span className="sr-only">{t('pool.pick')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {page.items.map((entry) => (
          <Tr key={entry.entity_id}>
            <Td className="max-w-72 min-w-40">
              <p className="truncate font-medium">{entry.name}</p>
              {entry.company !== null && <p className="truncate text-sm text-muted">{entry.company}</p>}
            </Td>
            <Td className="text-muted">{[entry.region, entry.city].filter(Boolean).join(' · ')}</Td>
            <Td className="text-muted">{entry.sector}</Td>
            <Td className="max-w-64 text-muted">{entry.reason}</Td>
            <Td className="text-muted">{entry.from_name}</Td>
            <Td className="whitespace-nowrap text-muted">
              <TimeText at={entry.entered_at} />
            </Td>
            <Td className="text-right">
              <PickButton entry={entry} picking={picking} onPick={onPick} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function about(entry: PoolEntryView): string {
  return [entry.company, entry.region, entry.sector].filter(Boolean).join(' · ');
}

function PickButton({ entry, picking, onPick }: { entry: PoolEntryView } & Omit<PoolEntriesProps, 'page'>) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  if (!mayWrite) return null;
  const blocked = entry.blocked !== null;
  return (
    <Button
      size="sm"
      aria-label={`${t('pool.pick')} ${entry.name}`}
      title={entry.blocked ?? undefined}
      disabled={blocked || picking !== null}
      loading={picking === entry.entity_id}
      onClick={() => onPick(entry)}
    >
      {t('pool.pick')}
    </Button>
  );
}
