import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useChatTexts } from './use-chat-texts.ts';

interface ApprovalActionsProps {
  editable: boolean;
  editing: boolean;
  busy: boolean;
  valid: boolean;
  onAgree(): void;
  onEdit(on: boolean): void;
  onRefuse(): void;
}

/** The three answers to a card, each with its key; in edit mode, to go through with the edits or to drop them. */
export function ApprovalActions({ editable, editing, busy, valid, onAgree, onEdit, onRefuse }: ApprovalActionsProps) {
  const texts = useChatTexts();
  if (editing) {
    return (
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={busy || !valid} onClick={onAgree}>
          {texts.agreeEdited}
        </Button>
        <Button variant="ghost" onClick={() => onEdit(false)}>
          {texts.backFromEdit}
          <Kbd>Esc</Kbd>
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" loading={busy} aria-keyshortcuts="A" onClick={onAgree}>
        {texts.agree}
        <Key name="A" onAccent />
      </Button>
      {editable && (
        <Button disabled={busy} aria-keyshortcuts="E" onClick={() => onEdit(true)}>
          {texts.edit}
          <Key name="E" />
        </Button>
      )}
      <Button variant="ghost" disabled={busy} aria-keyshortcuts="R" onClick={onRefuse}>
        {texts.refuse}
        <Key name="R" />
      </Button>
    </div>
  );
}

/** The key of a button, quiet and only where there is a keyboard. */
function Key({ name, onAccent = false }: { name: string; onAccent?: boolean }) {
  const texts = useChatTexts();
  const look = onAccent ? 'border-current opacity-80' : 'border-line text-faint';
  return (
    <kbd
      aria-hidden
      title={texts.shortcut(name)}
      className={`hidden h-4 min-w-4 items-center justify-center rounded-sm border px-1 font-sans text-[11px] leading-none sm:inline-flex ${look}`}
    >
      {name}
    </kbd>
  );
}
