import type { ReactNode } from 'react';
import type { RecordRef } from '../../../kernel/contracts/chat.ts';
import { useChat } from './chat-context.ts';
import { recordLink } from './record-link.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface RecordAnchorProps {
  record: RecordRef;
  className?: string;
  children: ReactNode;
}

/** A link to a record's page; plain words for kinds that have none. */
export function RecordAnchor({ record, className, children }: RecordAnchorProps) {
  const texts = useChatTexts();
  const { follow } = useChat();
  const href = recordLink(record);
  if (href === null) return <span className={className}>{children}</span>;
  return (
    <a
      href={href}
      title={texts.openRecord(record.label)}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        follow(href);
      }}
    >
      {children}
    </a>
  );
}
