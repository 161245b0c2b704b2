import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineList, LineView } from '../../../../kernel/contracts/deals.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Section } from '../records/section.tsx';
import { LinesDialog } from './lines-dialog.tsx';
import { useAboutDeal } from './use-about-deal.ts';

/** What a deal consists of, with the sum. */
export function DealLines({ dealId }: { dealId: string }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const query = useAboutDeal<LineList>(dealId, 'lines');
  const [editing, setEditing] = useState(false);
  const list = query.data;
  return (
    <Section
      title={t('deal.lines')}
      count={list?.items.length}
      action={
        mayWrite &&
        list && (
          <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
            {t('deal.editLines')}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton className="w-1/2" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {list?.items.length === 0 && <p className="text-muted">{t('deal.noLines')}</p>}
      {list !== undefined && list.items.length > 0 && <LineRows lines={list.items} total={list.total} />}
      {editing && list && <LinesDialog dealId={dealId} list={list} onClose={() => setEditing(false)} />}
    </Section>
  );
}

/** Lines of a deal or order as rows, the sum under them. */
export function LineRows({ lines, total }: { lines: readonly LineView[]; total?: number }) {
  const { t } = useTranslation();
  const { money, number } = useFormat();
  return (
    <ul className="num">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5">
          <span className="min-w-0 flex-1">{line.name}</span>
          <span className="text-sm text-muted">
            {number(line.quantity)} × {money(line.unit_price)}
            {line.discount > 0 && ` · −${number(line.discount)}%`}
          </span>
          <span className="w-24 text-right">{money(line.amount)}</span>
        </li>
      ))}
      {total !== undefined && (
        <li className="flex justify-between py-1.5 font-medium">
          <span>{t('deal.total')}</span>
          <span>{money(total)}</span>
        </li>
      )}
    </ul>
  );
}
