import { useTranslation } from 'react-i18next';
import type { StageSum } from '../../../../kernel/contracts/crm.ts';
import type { StageDefinitionView } from '../../../../kernel/contracts/stages.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { BoardCard } from './board-card.tsx';
import type { BoardMoves } from './board-moves.ts';
import { COLUMN_PAGE, useColumnDeals } from './use-board.ts';
import { useDrop } from './use-drop.ts';

interface BoardColumnProps {
  rule: StageDefinitionView;
  sum: StageSum | undefined;
  list: ListState;
  moves: BoardMoves;
}

/** One stage of the board: what it sums to, its cards, more of them on demand; it says when a card may not come in. */
export function BoardColumn({ rule, sum, list, moves }: BoardColumnProps) {
  const { t } = useTranslation();
  const { shortMoney, percent } = useFormat();
  const query = useColumnDeals(rule.stage, list.search);
  const drop = useDrop(rule.stage, moves);
  const deals = query.data?.pages.flatMap((page) => page.items) ?? [];
  const left = (query.data?.pages[0]?.total ?? 0) - deals.length;
  const head = { stage: t(`stage.${rule.stage}`), count: sum?.deals ?? 0, amount: shortMoney(sum?.amount ?? 0) };
  return (
    <section
      aria-label={t('board.column', head)}
      className={cn(
        'flex w-[82vw] shrink-0 snap-center flex-col rounded-md border border-line bg-sunken/50 sm:w-44 sm:min-w-44 sm:flex-1',
        drop.open && 'border-dashed border-accent',
        drop.over && 'bg-accent-soft',
        drop.refusal !== undefined && 'opacity-70',
      )}
      {...drop.handlers}
    >
      <header className="border-b border-line px-3 py-2">
        <h2 className="flex items-baseline gap-2 font-medium">
          {head.stage}
          <span className="num text-sm font-normal text-faint">{head.count}</span>
          <span className="num ml-auto">{head.amount}</span>
        </h2>
        <p className="num text-xs text-faint">
          {t('board.weighted', { percent: percent(rule.probability / 100), amount: shortMoney(sum?.weighted ?? 0) })}
        </p>
        {drop.refusal !== undefined && <p className="text-xs text-danger">{drop.refusal}</p>}
        {drop.open && <p className="text-xs text-accent-ink">{t('board.dropHere')}</p>}
      </header>
      <div className="min-h-24 flex-1 p-2" aria-busy={query.isFetching}>
        {query.isPending && <ColumnSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data !== undefined && deals.length === 0 && (
          <p className="px-1 py-4 text-center text-sm text-faint">{t('board.empty')}</p>
        )}
        <ul className="flex flex-col gap-2">
          {deals.map((deal) => (
            <BoardCard key={deal.id} deal={deal} list={list} moves={moves} />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button
            variant="ghost"
            size="sm"
            className="mt-2 w-full"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('board.more', { count: Math.min(COLUMN_PAGE, left) })}
          </Button>
        )}
      </div>
    </section>
  );
}

function ColumnSkeleton() {
  return (
    <div className="flex flex-col gap-2">
      {[1, 2, 3].map((place) => (
        <Skeleton key={place} className="h-20" />
      ))}
    </div>
  );
}
