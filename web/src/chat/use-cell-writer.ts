import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, ValueFormat } from '../../../kernel/contracts/reports.ts';
import { useChat } from './chat-context.ts';
import { writeCell, writeMoment } from './write-cell.ts';

/** Writes values as the rest of the console does, in its language. The function stays the same between renders. */
export function useCellWriter(): (value: Cell, format: ValueFormat, short?: boolean) => string {
  const language = useLanguage();
  const { now } = useChat();
  return useCallback(
    (value, format, short) => writeCell(value, format, { now: now(), language, short }),
    [language, now],
  );
}

/** Writes a moment always with its clock time. */
export function useMomentWriter(): (iso: string) => string {
  const language = useLanguage();
  const { now } = useChat();
  return useCallback((iso) => writeMoment(iso, { now: now(), language }), [language, now]);
}

function useLanguage(): 'zh' | 'en' {
  const { i18n } = useTranslation();
  return i18n.language?.startsWith('en') ? 'en' : 'zh';
}
