import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Stage, StageSum } from '../../../../kernel/contracts/crm.ts';
import { useFormat } from '../../format/use-format.ts';
import { cn } from '../../ui/cn.ts';
import type { ListState } from '../lists/use-list-state.ts';
import type { BoardMoves } from './board-moves.ts';
import { useDrop } from './use-drop.ts';

interface BoardEndProps {
  sumOf: (stage: Stage) => StageSum | undefined;
  list: ListState;
  moves: BoardMoves;
}

/** Where deals end: two places to drop them, with what has been won and lost, and the way to the list of them. */
export function BoardEnd({ sumOf, list, moves }: BoardEndProps) {
  const { t } = useTranslation();
  return (
    <section
      aria-label={t('board.ended')}
      className="flex w-[60vw] shrink-0 snap-center flex-col gap-3 sm:w-40 sm:min-w-36"
    >
      {(['won', 'lost'] as const).map((stage) => (
        <EndPlace key={stage} stage={stage} sum={sumOf(stage)} list={list} moves={moves} />
      ))}
    </section>
  );
}

interface EndPlaceProps {
  stage: 'won' | 'lost';
  sum: StageSum | undefined;
  list: ListState;
  moves: BoardMoves;
}

function EndPlace({ stage, sum, list, moves }: EndPlaceProps) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const drop = useDrop(stage, moves);
  const { view: _view, open: _open, ...filters } = list.search;
  return (
    <div
      data-stage={stage}
      className={cn(
        'flex flex-col gap-1 rounded-md border border-line bg-surface p-3 sm:min-h-32',
        drop.open && 'border-dashed border-accent',
        drop.over && 'bg-accent-soft',
        drop.refusal !== undefined && 'opacity-70',
      )}
      {...drop.handlers}
    >
      <h2 className={cn('font-medium', stage === 'won' ? 'text-success' : 'text-danger')}>{t(`stage.${stage}`)}</h2>
      <p className="num text-sm">
        {sum?.deals ?? 0}
        <span className="ml-2 text-muted">{shortMoney(sum?.amount ?? 0)}</span>
      </p>
      {drop.refusal !== undefined && <p className="text-xs text-danger">{drop.refusal}</p>}
      {drop.open && <p className="text-xs text-accent-ink">{t('board.dropHere')}</p>}
      <Link
        to="/opportunities"
        search={{ ...filters, stage, ongoing: undefined, sort: '-stage_changed_at' } as never}
        className="tap mt-auto inline-flex items-center text-sm text-accent-ink underline-offset-4 hover:underline"
      >
        {t('board.seeEnded')}
        <span className="sr-only">：{t(`stage.${stage}`)}</span>
      </Link>
    </div>
  );
}
