import { CornerDownRight, FileText } from 'lucide-react';
import type { AnswerPart } from '../../../kernel/contracts/chat.ts';
import { Button } from '../ui/button.tsx';
import { AnswerCitations } from './answer-citations.tsx';
import { AnswerChart } from './answer-chart.tsx';
import { AnswerTable } from './answer-table.tsx';
import { orderParts } from './order-parts.ts';
import { RecordAnchor } from './record-anchor.tsx';
import { useCellWriter } from './use-cell-writer.ts';
import { useChatTexts } from './use-chat-texts.ts';

interface AnswerPartsProps {
  parts: readonly AnswerPart[];
  /** Whether choices and suggestions may still be taken: only under the last answer, and while nothing runs. */
  current: boolean;
  onSay(words: string): void;
}

/** What stands under the words of an answer, in the order of the page. */
export function AnswerParts({ parts, current, onSay }: AnswerPartsProps) {
  const texts = useChatTexts();
  return orderParts(parts).map((part, index) => {
    const key = `${part.type}-${index}`;
    switch (part.type) {
      case 'table':
        return <AnswerTable key={key} part={part} />;
      case 'chart':
        return <AnswerChart key={key} part={part} />;
      case 'filter':
        return (
          <p key={key} className="text-sm text-muted">
            <span className="text-faint">{texts.filter}：</span>
            {part.sentence}
          </p>
        );
      case 'citations':
        return <AnswerCitations key={key} part={part} />;
      case 'records':
        return <SourceChips key={key} items={part.items} />;
      case 'choices':
        return <Choices key={key} part={part} current={current} onSay={onSay} />;
      case 'suggestions':
        return current && <Suggestions key={key} items={part.items} onSay={onSay} />;
    }
  });
}

function SourceChips({ items }: { items: Extract<AnswerPart, { type: 'records' }>['items'] }) {
  const texts = useChatTexts();
  const write = useCellWriter();
  if (items.length === 0) return null;
  return (
    <ul aria-label={texts.sources} className="flex flex-wrap gap-1.5">
      {items.map((record) => (
        <li key={`${record.entity}-${record.id}`} className="max-w-full">
          <RecordAnchor
            record={record}
            className="tap inline-flex h-6 max-w-full items-center gap-1 rounded-sm border border-line px-1.5 text-xs text-muted hover:border-line-strong hover:text-ink"
          >
            <FileText className="size-3 shrink-0" aria-hidden />
            <span className="truncate">{record.label}</span>
            {record.at && <span className="num shrink-0 text-faint">{write(record.at, 'datetime')}</span>}
          </RecordAnchor>
        </li>
      ))}
    </ul>
  );
}

interface ChoicesProps {
  part: Extract<AnswerPart, { type: 'choices' }>;
  current: boolean;
  onSay(words: string): void;
}

function Choices({ part, current, onSay }: ChoicesProps) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5">{part.question}</legend>
      <div className="flex flex-wrap gap-2">
        {part.options.map((option) => (
          <Button key={option.value} className="max-w-full" disabled={!current} onClick={() => onSay(option.value)}>
            <span className="truncate">{option.label}</span>
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function Suggestions({ items, onSay }: { items: readonly string[]; onSay(words: string): void }) {
  const texts = useChatTexts();
  return (
    <ul aria-label={texts.suggestions} className="flex flex-wrap gap-2">
      {items.map((words) => (
        <li key={words} className="max-w-full">
          <Button
            variant="ghost"
            size="sm"
            className="h-auto max-w-full border border-line py-1 text-left font-normal whitespace-normal"
            onClick={() => onSay(words)}
          >
            <CornerDownRight className="size-3.5!" aria-hidden />
            {words}
          </Button>
        </li>
      ))}
    </ul>
  );
}
