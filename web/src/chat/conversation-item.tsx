import { Ellipsis, LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { DropdownMenu, MenuItem } from '../ui/dropdown-menu.tsx';
import { Input } from '../ui/input.tsx';
import { useChat } from './chat-context.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface ConversationItemProps {
  conversation: ConversationView;
  current: boolean;
  onRename(title: string): void;
  onRemove(): void;
}

/** One line of the list: its title, whether it waits for the person or is being answered, and its menu. */
export function ConversationItem({ conversation, current, onRename, onRemove }: ConversationItemProps) {
  const texts = useChatTexts();
  const { go } = useChat();
  const [renaming, setRenaming] = useState(false);
  const title = conversation.title || texts.untitled;
  if (renaming) {
    return (
      <RenameBox
        title={conversation.title}
        onDone={(next) => {
          setRenaming(false);
          if (next !== null && next !== conversation.title) onRename(next);
        }}
      />
    );
  }
  return (
    <div
      className={cn('group/item relative flex items-center rounded-md', current ? 'bg-sunken' : 'hover:bg-sunken/60')}
    >
      <a
        href={`/chat/${conversation.id}`}
        aria-current={current ? 'page' : undefined}
        className="tap flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go(conversation.id);
        }}
      >
        <span className="min-w-0 flex-1 truncate" title={title}>
          {title}
        </span>
        <ConversationMark conversation={conversation} />
      </a>
      <DropdownMenu
        align="end"
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={texts.more(title)}
            className="absolute right-0.5 bg-sunken opacity-0 group-hover/item:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:static pointer-coarse:bg-transparent pointer-coarse:opacity-100"
          >
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setRenaming(true)}>{texts.rename}</MenuItem>
        <MenuItem danger onSelect={onRemove}>
          {texts.remove}
        </MenuItem>
      </DropdownMenu>
    </div>
  );
}

/** A dot for what waits for the person; a turning ring while an answer is being made. */
function ConversationMark({ conversation }: { conversation: ConversationView }) {
  const texts = useChatTexts();
  if (conversation.pending_approvals > 0) {
    const words = texts.pendingApprovals(conversation.pending_approvals);
    return (
      <span className="flex shrink-0 items-center" title={words}>
        <span className="size-2 rounded-full bg-warning" aria-hidden />
        <span className="sr-only">{words}</span>
      </span>
    );
  }
  if (conversation.active_run_id === null) return null;
  return <LoaderCircle className="size-3.5 shrink-0 animate-spin text-faint" aria-label={texts.answering} />;
}

/** The title as a box to type in: Enter or leaving it saves, Escape keeps the old one. */
function RenameBox({ title, onDone }: { title: string; onDone(title: string | null): void }) {
  const texts = useChatTexts();
  const box = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(title);
  useEffect(() => box.current?.select(), []);
  const done = (): void => onDone(words.trim() || null);
  return (
    <Input
      ref={box}
      aria-label={texts.titleLabel}
      maxLength={60}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') done();
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
