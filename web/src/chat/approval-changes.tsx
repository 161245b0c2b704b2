import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { ProposedChange } from '../../../kernel/contracts/chat.ts';
import type { Cell } from '../../../kernel/contracts/reports.ts';
import { Button } from '../ui/button.tsx';
import { Table, Td, Th } from '../ui/table.tsx';
import type { ChatTexts } from './chat-texts.ts';
import { useCellWriter, useMomentWriter } from './use-cell-writer.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** Changes a card shows before it is unfolded. */
const FOLDED = 6;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Every change of a card as before → after, in the person's words. */
export function ApprovalChanges({ changes }: { changes: readonly ProposedChange[] }) {
  const texts = useChatTexts();
  const [unfolded, setUnfolded] = useState(false);
  if (changes.length === 0) return null;
  const shown = unfolded ? changes : changes.slice(0, FOLDED);
  return (
    <div className="rounded-md border border-line">
      <Table className="text-sm">
        <thead>
          <tr>
            <Th className="h-8">{texts.record}</Th>
            <Th className="h-8">{texts.field}</Th>
            <Th className="h-8">
              {texts.before} → {texts.after}
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change, index) => (
            <tr key={`${change.record_id ?? ''}-${change.field}-${index}`} className="last:[&>td]:border-b-0">
              <Td className="h-8 min-w-20 align-top">
                {/* The eye reads a record's name once; a screen reader hears it with every change. */}
                <span className={sameRecord(change, shown[index - 1]) ? 'sr-only' : undefined}>
                  {change.record_label}
                </span>
              </Td>
              <Td className="h-8 align-top whitespace-nowrap text-muted">{change.field}</Td>
              <Td className="h-8 align-top">
                <Change before={change.before} after={change.after} texts={texts} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {changes.length > FOLDED && (
        <Button variant="link" size="sm" className="mx-3 h-8" onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? texts.foldRows : texts.showAllRows(changes.length)}
        </Button>
      )}
    </div>
  );
}

function sameRecord(change: ProposedChange, before: ProposedChange | undefined): boolean {
  return before !== undefined && before.record_id === change.record_id && before.record_label === change.record_label;
}

function Change({ before, after, texts }: { before: Cell; after: Cell; texts: ChatTexts }) {
  const write = useCellWriter();
  const writeMoment = useMomentWriter();
  const words = (value: Cell): string => {
    if (value === null || value === '') return texts.nothing;
    if (typeof value === 'number') return write(value, 'decimal');
    return INSTANT.test(value) ? writeMoment(value) : value;
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <del className="text-muted no-underline">{words(before)}</del>
      <ArrowRight className="size-3.5 shrink-0 text-faint" aria-label={texts.after} />
      <ins className="font-medium no-underline">{words(after)}</ins>
    </span>
  );
}
