import { FileText } from 'lucide-react';
import type { AnswerPart } from '../../../kernel/contracts/chat.ts';
import { useChat } from './chat-context.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface AnswerCitationsProps {
  part: Extract<AnswerPart, { type: 'citations' }>;
}

/** The passages an answer rests on, by the numbers in its words; each opens its quote. */
export function AnswerCitations({ part }: AnswerCitationsProps) {
  const texts = useChatTexts();
  if (part.items.length === 0) return null;
  return (
    <ol aria-label={texts.sources} className="flex flex-col gap-1 text-sm">
      {part.items.map((item) => (
        <li key={item.number}>
          <details className="rounded-sm border border-line px-2 py-1 open:border-line-strong">
            <summary className="tap flex cursor-pointer list-none items-center gap-1.5 text-muted hover:text-ink">
              <span className="num shrink-0 text-faint">[{item.number}]</span>
              <FileText className="size-3 shrink-0" aria-hidden />
              <span className="truncate">{item.heading ? `${item.title} · ${item.heading}` : item.title}</span>
            </summary>
            <blockquote className="mt-1 whitespace-pre-line text-muted">{item.quote}</blockquote>
            <SourceLink href={`/knowledge?open=${item.document_id}&passage=${item.passage_id}`} />
          </details>
        </li>
      ))}
    </ol>
  );
}

/** Leads to the passage in its document, where it stands marked. */
function SourceLink({ href }: { href: string }) {
  const texts = useChatTexts();
  const { follow } = useChat();
  return (
    <a
      href={href}
      className="tap text-accent-ink hover:underline"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        follow(href);
      }}
    >
      {texts.openSource}
    </a>
  );
}
