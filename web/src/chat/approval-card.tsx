import { PenLine, Send } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ApprovalCard as Card, ApprovalDecision } from '../../../kernel/contracts/chat.ts';
import { Badge } from '../ui/badge.tsx';
import { ApprovalActions } from './approval-actions.tsx';
import { ApprovalChanges } from './approval-changes.tsx';
import { ApprovalField } from './approval-field.tsx';
import { ApprovalOutcome } from './approval-outcome.tsx';
import { faultyFields, isChanged, startValues } from './approval-values.ts';
import { useChat } from './chat-context.ts';
import { useMomentWriter } from './use-cell-writer.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface ApprovalCardProps {
  card: Card;
  /** When the person decided, if this page saw it. ISO time. */
  decidedAt: string | null;
  /** A run is in work: nothing can be decided now. */
  busy: boolean;
  onDecide(decision: ApprovalDecision): void;
  /** Asks the question again that led to the card; left out where it is not known. */
  onAgain: (() => void) | undefined;
}

/**
 * A proposed change that waits for the person: what would change, the exact words that would leave, how many get
 * them, and three answers. With the card focused, A agrees, E edits and R refuses.
 */
export function ApprovalCard({ card, decidedAt, busy, onDecide, onAgain }: ApprovalCardProps) {
  const { now } = useChat();
  const titleId = useId();
  const root = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState(false);
  const [values, setValues] = useState(() => startValues(card));

  const expired = card.status === 'pending' && new Date(card.expires_at) <= now();
  const status = expired ? 'expired' : card.status;
  const open = status === 'pending';
  const faulty = faultyFields(card.fields, values);

  const agree = (): void => {
    if (busy || faulty.size > 0) return;
    const edited = editing && isChanged(card, values);
    setEditing(false);
    onDecide(edited ? { decision: 'edit', hash: card.hash, input: values } : { decision: 'approve', hash: card.hash });
  };
  const refuse = (): void => {
    if (!busy) onDecide({ decision: 'refuse' });
  };
  const edit = (on: boolean): void => {
    if (busy || card.fields.length === 0) return;
    setEditing(on);
    setValues(startValues(card));
    if (!on) root.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open || isTyping(event)) return;
    const deeds: Record<string, () => void> = { a: agree, e: () => edit(true), r: refuse };
    const deed = editing ? undefined : deeds[event.key.toLowerCase()];
    if (event.key === 'Escape' && editing) edit(false);
    else if (deed) deed();
    else return;
    event.preventDefault();
  };

  // The card as a whole takes the focus, so that its keys work before one of its buttons is chosen.
  const keyboard = { tabIndex: open ? 0 : -1, onKeyDown };

  return (
    <section
      ref={root}
      aria-labelledby={titleId}
      aria-keyshortcuts={open ? 'A E R' : undefined}
      data-card={card.id}
      className="scroll-my-4 rounded-lg border border-line bg-surface data-open:border-line-strong"
      data-open={open || undefined}
      {...keyboard}
    >
      <CardHead card={card} titleId={titleId} open={open} />
      <div className="flex flex-col gap-3 px-4 pb-3">
        {editing ? (
          <EditFields card={card} values={values} faulty={faulty} onChange={setValues} />
        ) : (
          <>
            <ApprovalChanges changes={card.changes} />
            {card.outgoing_text !== null && <OutgoingText words={card.outgoing_text} />}
          </>
        )}
        {open ? (
          <ApprovalActions
            editable={card.fields.length > 0}
            editing={editing}
            busy={busy}
            valid={faulty.size === 0}
            onAgree={agree}
            onEdit={edit}
            onRefuse={refuse}
          />
        ) : (
          <ApprovalOutcome card={card} status={status} decidedAt={decidedAt} busy={busy} onAgain={onAgain} />
        )}
      </div>
    </section>
  );
}

/** Keys belong to the control when one is being typed in or chosen from, and to the browser with a modifier. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.altKey) return true;
  const target = event.target as HTMLElement;
  return (
    target.closest('input, textarea, select, [role="combobox"], [role="listbox"]') !== null && event.key !== 'Escape'
  );
}

function CardHead({ card, titleId, open }: { card: Card; titleId: string; open: boolean }) {
  const texts = useChatTexts();
  const write = useMomentWriter();
  const Icon = card.risk === 'send' ? Send : PenLine;
  const touched = new Set(card.changes.map((it) => it.record_id ?? it.record_label)).size;
  return (
    <header className="px-4 pt-3 pb-2">
      <div className="flex flex-wrap items-center gap-2">
        <Icon className="size-4 shrink-0 text-muted" aria-hidden />
        <h2 id={titleId} className="min-w-0 font-semibold">
          {card.title}
        </h2>
        {open && <Badge tone="warning">{texts.needsApproval}</Badge>}
      </div>
      <p className="mt-1">{card.summary}</p>
      <p className="num mt-0.5 flex flex-wrap gap-x-3 text-sm text-muted">
        {card.recipients > 0 && <span className="font-medium text-ink">{texts.recipients(card.recipients)}</span>}
        {touched > 1 && <span>{texts.touchesRecords(touched)}</span>}
        {open && <span>{texts.expiresAt(write(card.expires_at))}</span>}
      </p>
    </header>
  );
}

function OutgoingText({ words }: { words: string }) {
  const texts = useChatTexts();
  return (
    <figure>
      <figcaption className="mb-1 text-sm text-muted">{texts.outgoingText}</figcaption>
      <blockquote className="max-h-64 overflow-y-auto rounded-md bg-sunken px-3 py-2 whitespace-pre-wrap">
        {words}
      </blockquote>
    </figure>
  );
}

interface EditFieldsProps {
  card: Card;
  values: ReturnType<typeof startValues>;
  faulty: Set<string>;
  onChange(values: ReturnType<typeof startValues>): void;
}

function EditFields({ card, values, faulty, onChange }: EditFieldsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('input, textarea, [role="combobox"]')?.focus(), []);
  return (
    <div ref={box} className="flex flex-col gap-3">
      {card.fields.map((field) => (
        <ApprovalField
          key={field.name}
          field={field}
          value={values[field.name] ?? null}
          faulty={faulty.has(field.name)}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </div>
  );
}
