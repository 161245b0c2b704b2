import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, ValueFormat } from '../../../kernel/contracts/reports.ts';
import { useChat } from './chat-context.ts';
import { writeCell } from './write-cell.ts';

/** Writes values as the rest of the console does, in its language. The function stays the same between renders. */
export function useCellWriter(): (value: Cell, format: ValueFormat, short?: boolean) => string {
  const { i18n } = useTranslation();
  const { now } = useChat();
  const language = i18n.language?.startsWith('en') ? 'en' : 'zh';
  return useCallback(
    (value, format, short) => writeCell(value, format, { now: now(), language, short }),
    [language, now],
  );
}
