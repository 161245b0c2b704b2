import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityEntity, QualityOverview } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { formatNumber } from '../../format/format-number.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { Section } from '../records/section.tsx';
import { NamedCounts } from './named-counts.tsx';

const COUNTS = ['incomplete', 'stale', 'invalid', 'duplicates'] as const;
type Count = (typeof COUNTS)[number];

/** How good the data is in all, per owner or team, per field and per problem; every figure leads to its records. */
export function QualityOverviewTab({ list, entity }: { list: ListState; entity: QualityEntity }) {
  const { t } = useTranslation();
  const by = list.search['by'] === 'team' ? 'team' : 'owner';
  const query = useQuery({
    queryKey: ['crm/data-quality', 'overview', entity, by],
    queryFn: ({ signal }) => api.get<QualityOverview>('crm/data-quality/overview', { entity, by }, signal),
  });
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { total, groups, pending, missing, problems } = query.data;
  if (total.records === 0)
    return (
      <EmptyState icon={ShieldCheck} title={t('quality.noneTitle')}>
        {t('quality.noneBody')}
      </EmptyState>
    );
  return (
    <div className="px-4 pb-8" aria-busy={query.isFetching}>
      {pending > 0 && <p className="mb-3 text-sm text-muted">{t('quality.pending', { count: pending })}</p>}
      <dl className="mb-6 grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
        <Tile word="records">{formatNumber(total.records)}</Tile>
        <Tile word="completeness">{total.completeness === null ? '—' : `${total.completeness}%`}</Tile>
        {COUNTS.map((count) => (
          <Tile key={count} word={count}>
            <CountLink entity={entity} count={count} value={total[count]} />
          </Tile>
        ))}
      </dl>
      <div className="grid gap-6 pb-4 lg:grid-cols-2">
        <NamedCounts
          title={t('quality.byField')}
          none={t('quality.nothingMissing')}
          counts={missing}
          all={total.records}
          searchOf={(code) => ({ tab: 'incomplete', entity, missing: code, below: '101' })}
        />
        <NamedCounts
          title={t('quality.byProblem')}
          none={t('quality.nothingWrong')}
          counts={problems}
          all={total.records}
          searchOf={(code) => ({ tab: 'invalid', entity, problem: code })}
        />
      </div>
      <Section
        title={t(`quality.byWhom.${by}`)}
        action={
          <Select
            aria-label={t('quality.groupBy')}
            className="w-32"
            value={by}
            options={(['owner', 'team'] as const).map((value) => ({ value, label: t(`quality.by.${value}`) }))}
            onChange={(value) => list.change({ by: value === 'owner' ? undefined : value }, { replace: true })}
          />
        }
      >
        <Table containerClassName="rounded-md border border-line bg-surface">
          <caption className="sr-only">{t(`quality.byWhom.${by}`)}</caption>
          <thead>
            <tr>
              <Th>{t(`quality.by.${by}`)}</Th>
              <Th numeric>{t('quality.records')}</Th>
              <Th numeric>{t('quality.completeness')}</Th>
              {COUNTS.map((count) => (
                <Th key={count} numeric>
                  {t(`quality.${count}`)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Tr key={group.id ?? 'none'}>
                <Td className="font-medium whitespace-nowrap">{group.name}</Td>
                <Td numeric>{formatNumber(group.records)}</Td>
                <Td numeric>{group.completeness === null ? '—' : `${group.completeness}%`}</Td>
                {COUNTS.map((count) => (
                  <Td key={count} numeric>
                    {group.id === null || count === 'duplicates' ? (
                      formatNumber(group[count])
                    ) : (
                      <CountLink
                        entity={entity}
                        count={count}
                        value={group[count]}
                        whose={{ [`${by}_id`]: group.id }}
                        of={group.name}
                      />
                    )}
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </Table>
      </Section>
    </div>
  );
}

function Tile({ word, children }: { word: Count | 'records' | 'completeness'; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="rounded-md border border-line bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{t(`quality.${word}`)}</dt>
      <dd className="num text-xl font-semibold">{children}</dd>
    </div>
  );
}

interface CountLinkProps {
  entity: QualityEntity;
  count: Count;
  value: number;
  whose?: Readonly<Record<string, string>>;
  /** Whose records these are, for those who hear the link without its row. */
  of?: string;
}

/** A figure that leads to the records behind it. */
function CountLink({ entity, count, value, whose, of }: CountLinkProps) {
  const { t } = useTranslation();
  if (value === 0) return <span className="text-faint">0</span>;
  const kind = entity === 'customer' ? {} : { entity };
  const label = [of, t(`quality.${count}`), formatNumber(value)].filter(Boolean).join(' ');
  const look = 'text-accent-ink underline-offset-4 hover:underline';
  return count === 'duplicates' ? (
    <Link to="/duplicates" search={kind as never} aria-label={label} className={look}>
      {formatNumber(value)}
    </Link>
  ) : (
    <Link to="/data-quality" search={{ tab: count, ...kind, ...whose } as never} aria-label={label} className={look}>
      {formatNumber(value)}
    </Link>
  );
}
