import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityView, Stage } from '../../../../kernel/contracts/crm.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { useRecord } from '../records/use-record.ts';
import { BoardColumn } from './board-column.tsx';
import { BoardEnd } from './board-end.tsx';
import type { BoardMoves } from './board-moves.ts';
import { moveRefusal } from './move-refusal.ts';
import { MoveStageDialog } from './move-stage-dialog.tsx';
import { useStageSums } from './use-board.ts';
import { useStages } from './use-stages.ts';

/** The deals on their way as columns by stage, with a place to drop what is won or lost. */
export function DealBoard({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const user = useUser();
  const mayMove = useMay('crm.write');
  const stages = useStages();
  const sums = useStageSums(list.search);
  const [dragged, setDragged] = useState<OpportunityView | null>(null);
  const [moving, setMoving] = useState<{ id: string; to: Stage } | null>(null);
  const failed = [stages, sums].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (stages.data === undefined || sums.data === undefined) return <ListSkeleton />;
  const sumOf = (stage: Stage) => sums.data.find((one) => one.stage === stage);
  // A stage out of use is shown as long as deals stand in it.
  const shown = stages.data.filter((one) => one.open && (one.active || (sumOf(one.stage)?.deals ?? 0) > 0));
  const moves: BoardMoves = {
    mayMove,
    dragged,
    drag: setDragged,
    refusal: (deal, to) => {
      const why = moveRefusal(stages.data, deal, to, user);
      return why === undefined ? undefined : t(`moveRefusal.${why}`);
    },
    move: (deal, to) => setMoving({ id: deal.id, to }),
  };
  return (
    <>
      <section
        aria-label={t('board.label')}
        className="flex min-h-96 snap-x gap-3 overflow-x-auto bg-canvas px-4 py-3 sm:snap-none"
      >
        {shown.map((rule) => (
          <BoardColumn key={rule.stage} rule={rule} sum={sumOf(rule.stage)} list={list} moves={moves} />
        ))}
        <BoardEnd sumOf={sumOf} list={list} moves={moves} />
      </section>
      {mayMove && <p className="px-4 py-2 text-xs text-faint max-sm:hidden">{t('board.hint')}</p>}
      {moving !== null && <MoveOne id={moving.id} target={moving.to} onClose={() => setMoving(null)} />}
    </>
  );
}

/** The dialog over the deal as it is now, so that a move refused for a stale version can be made again. */
function MoveOne({ id, target, onClose }: { id: string; target: Stage; onClose: () => void }) {
  const { data } = useRecord<OpportunityView>('crm/opportunities', id);
  if (data === undefined) return null;
  return <MoveStageDialog opportunity={data} target={target} onClose={onClose} />;
}
