import { ArrowRightLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { STAGES, type OpportunityView } from '../../../../kernel/contracts/crm.ts';
import { dayOf } from '../../format/day-of.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { DropdownMenu, MenuItem, MenuLabel } from '../../ui/dropdown-menu.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { TimeText } from '../records/time-text.tsx';
import type { BoardMoves } from './board-moves.ts';
import { WarningBadges } from './warning-badges.tsx';

interface BoardCardProps {
  deal: OpportunityView;
  list: ListState;
  moves: BoardMoves;
}

/** A deal on the board: dragged by the pointer, moved by a menu with the keyboard or a finger. */
export function BoardCard({ deal, list, moves }: BoardCardProps) {
  const { shortMoney } = useFormat();
  const today = dayOf(useNow());
  const past = deal.expected_close !== null && deal.expected_close < today;
  return (
    <li>
      <div
        draggable={moves.mayMove}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', deal.name);
          moves.drag(deal);
        }}
        onDragEnd={() => moves.drag(null)}
        className={cn(
          'rounded-md border border-line bg-surface p-2.5 hover:border-line-strong',
          moves.mayMove && 'cursor-grab active:cursor-grabbing',
          list.search['open'] === deal.id && 'border-accent',
          moves.dragged?.id === deal.id && 'opacity-50',
        )}
      >
        <div className="flex items-start gap-1">
          <button
            type="button"
            onClick={() => list.change({ open: deal.id })}
            className="min-w-0 flex-1 rounded-sm text-left font-medium hover:text-accent-ink"
          >
            <span className="line-clamp-2">{deal.name}</span>
          </button>
          {moves.mayMove && <MoveMenu deal={deal} moves={moves} />}
        </div>
        <p className="truncate text-sm text-muted">{deal.customer_name}</p>
        <p className="mt-1 flex items-center gap-2 text-sm">
          <span className="num font-medium">{deal.amount === null ? '—' : shortMoney(deal.amount)}</span>
          <TimeText at={deal.expected_close} className={past ? 'text-danger' : 'text-muted'} />
          {deal.owner_name !== null && (
            <span className="ml-auto" title={deal.owner_name}>
              <Avatar name={deal.owner_name} />
              <span className="sr-only">{deal.owner_name}</span>
            </span>
          )}
        </p>
        {deal.warnings.length > 0 && (
          <p className="mt-1.5 flex flex-wrap gap-1">
            <WarningBadges warnings={deal.warnings} />
          </p>
        )}
      </div>
    </li>
  );
}

function MoveMenu({ deal, moves }: Omit<BoardCardProps, 'list'>) {
  const { t } = useTranslation();
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button size="icon-sm" variant="ghost" aria-label={t('board.move', { name: deal.name })}>
          <ArrowRightLeft aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{t('board.moveTo')}</MenuLabel>
      {STAGES.filter((stage) => stage !== deal.stage).map((stage) => {
        const refusal = moves.refusal(deal, stage);
        return (
          <MenuItem key={stage} disabled={refusal !== undefined} onSelect={() => moves.move(deal, stage)}>
            <span className="flex flex-col">
              {t(`stage.${stage}`)}
              {refusal !== undefined && <span className="text-xs">{refusal}</span>}
            </span>
          </MenuItem>
        );
      })}
    </DropdownMenu>
  );
}
