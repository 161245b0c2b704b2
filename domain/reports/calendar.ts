import type { DayRange } from '../../kernel/contracts/reports.ts';

/** How a report reads and writes time; the phrases of people are understood by the kernel. */
export interface ReportCalendar {
  /** A Chinese phrase as days in Asia/Shanghai. @throws AppError when the phrase is not understood */
  readonly resolvePeriod: (phrase: string, now: Date) => DayRange;
  readonly shiftRange: (range: DayRange, mode: 'previous_period' | 'same_period_last_year') => DayRange;
  /** 「2026 年 10 月」. */
  readonly describeRange: (range: DayRange, now: Date) => string;
}
