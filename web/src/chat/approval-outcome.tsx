import { Ban, Check, Clock, RefreshCw } from 'lucide-react';
import type { ApprovalCard } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { useMomentWriter } from './use-cell-writer.ts';
import { useChatTexts } from './use-chat-texts.ts';

type Decided = Exclude<ApprovalCard['status'], 'pending'>;

const ICONS = { approved: Check, edited: Check, refused: Ban, conflict: RefreshCw, expired: Clock };

interface ApprovalOutcomeProps {
  card: ApprovalCard;
  status: ApprovalCard['status'];
  decidedAt: string | null;
  busy: boolean;
  /** Asks the question again that led to the card; left out where it is not known. */
  onAgain: (() => void) | undefined;
}

/** What became of a card: who decided, when, and what was done; for a stale card, the way to a new proposal. */
export function ApprovalOutcome({ card, status, decidedAt, busy, onAgain }: ApprovalOutcomeProps) {
  const texts = useChatTexts();
  const write = useMomentWriter();
  if (status === 'pending') return null;
  const Icon = ICONS[status];
  const again = status === 'conflict' || status === 'expired';
  const byPerson = status === 'approved' || status === 'edited' || status === 'refused';
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-2">
      <p className={`flex flex-wrap items-center gap-x-1.5 ${tone(status)}`}>
        <Icon className="size-4 shrink-0" aria-hidden />
        <span className="font-medium">{texts[status]}</span>
        {byPerson && (
          <span className="num text-sm text-muted">
            {decidedAt === null ? texts.you : texts.decidedBy(write(decidedAt))}
          </span>
        )}
      </p>
      {card.result !== null && <p>{card.result}</p>}
      {status === 'conflict' && <p className="text-sm text-muted">{texts.conflictExplained}</p>}
      {again && onAgain && (
        <Button className="self-start" disabled={busy} onClick={onAgain}>
          {texts.proposeAgain}
        </Button>
      )}
    </div>
  );
}

function tone(status: Decided): string {
  if (status === 'approved' || status === 'edited') return 'text-success';
  return status === 'refused' ? 'text-muted' : 'text-warning';
}
