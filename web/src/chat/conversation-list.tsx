import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ConversationView } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useChat } from './chat-context.ts';
import { ConversationItem } from './conversation-item.tsx';
import { groupConversations, searchConversations } from './group-conversations.ts';
import { useChatTexts } from './use-chat-texts.ts';
import { useConversationDeeds, useConversations } from './use-conversations.ts';

/** The person's conversations by day, with a search over their titles. */
export function ConversationList({ currentId }: { currentId: string | null }) {
  const texts = useChatTexts();
  const { go } = useChat();
  const list = useConversations();
  const deeds = useConversationDeeds();
  const [words, setWords] = useState('');
  const [removing, setRemoving] = useState<ConversationView | null>(null);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 p-3">
        <Button className="justify-start" onClick={() => go(null)}>
          <Plus aria-hidden />
          {texts.newConversation}
        </Button>
        <Input
          type="search"
          value={words}
          aria-label={texts.searchConversations}
          placeholder={texts.searchConversations}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <nav aria-label={texts.conversations} className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {list.isPending && <LoadingList />}
        {list.isError && <FailedList onRetry={() => void list.refetch()} />}
        {list.data && (
          <Groups
            items={searchConversations(list.data, words)}
            empty={list.data.length === 0 ? texts.noConversations : texts.noMatches}
            currentId={currentId}
            onRename={(id, title) => deeds.rename.mutate({ id, title })}
            onRemove={setRemoving}
          />
        )}
      </nav>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={texts.removeQuestion(removing?.title ?? '')}
        body={texts.removeExplained}
        confirmLabel={texts.remove}
        danger
        pending={deeds.remove.isPending}
        onConfirm={() => {
          if (!removing) return;
          deeds.remove.mutate(removing.id, {
            onSuccess: () => removing.id === currentId && go(null),
            onSettled: () => setRemoving(null),
          });
        }}
      />
    </div>
  );
}

interface GroupsProps {
  items: readonly ConversationView[];
  empty: string;
  currentId: string | null;
  onRename(id: string, title: string): void;
  onRemove(conversation: ConversationView): void;
}

function Groups({ items, empty, currentId, onRename, onRemove }: GroupsProps) {
  const texts = useChatTexts();
  const { now } = useChat();
  if (items.length === 0) return <p className="px-2 py-4 text-sm text-muted">{empty}</p>;
  return groupConversations(items, now()).map((group) => (
    <section key={group.when} aria-labelledby={`conversations-${group.when}`} className="mb-3">
      <h2 id={`conversations-${group.when}`} className="px-2 py-1 text-xs text-faint">
        {texts[group.when]}
      </h2>
      <ul>
        {group.items.map((it) => (
          <li key={it.id}>
            <ConversationItem
              conversation={it}
              current={it.id === currentId}
              onRename={(title) => onRename(it.id, title)}
              onRemove={() => onRemove(it)}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function LoadingList() {
  return (
    <div aria-busy className="flex flex-col gap-4 px-2 py-2">
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-3/5', 'w-1/2'].map((width, index) => (
        <Skeleton key={`${width}-${index}`} className={width} />
      ))}
    </div>
  );
}

function FailedList({ onRetry }: { onRetry(): void }) {
  const texts = useChatTexts();
  return (
    <div role="alert" className="flex flex-col items-start gap-2 px-2 py-2 text-sm text-muted">
      {texts.conversationsFailed}
      <Button size="sm" onClick={onRetry}>
        {texts.retry}
      </Button>
    </div>
  );
}
