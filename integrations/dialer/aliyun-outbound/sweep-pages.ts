import type { Answered, FailedPage, Sweep } from '../../../domain/calls/dialer.port.ts';
import type { DialerTrouble, TroubleReason } from '../../../domain/calls/dialer-trouble.ts';
import type { Page } from './read-page.ts';

/** What a sweep reads and to whom it gives. */
export interface SweepPlan<T> {
  /** Asks for a page; the first is 1. */
  readonly ask: (page: number) => Promise<Answered<Page>>;
  /** Reads a line; null when it has no id. */
  readonly read: (raw: unknown) => T | null;
  readonly idOf: (item: T) => string;
  /** Gets the new items of each page; `enough` ends the sweep. */
  readonly take: (items: readonly T[]) => Promise<void | 'enough'>;
}

/** Troubles that every page would meet. */
const FOR_ALL_PAGES = new Set<TroubleReason>([
  'key_refused',
  'not_permitted',
  'not_found',
  'clocks_differ',
  'invalid_request',
  'cancelled',
]);
/** After so many failed pages in a row the rest is named without being asked for. */
const GIVE_UP_AFTER = 3;

/**
 * Reads a list page by page while it moves: the number of pages is taken from each answer anew, an item comes once by its id, a
 * page that fails is named and the next one read. What slipped between two pages shows in `complete`.
 */
export async function sweepPages<T>({ ask, read, idOf, take }: SweepPlan<T>): Promise<Sweep> {
  const seen = new Set<string>();
  const failed: FailedPage[] = [];
  const unreadable: string[] = [];
  let [pages, expected, pagesRead, inRow]: [number | null, number | null, number, number] = [null, null, 0, 0];

  /** Names the pages from `page` on, as many as are known to be. */
  const nameRest = (page: number, trouble: DialerTrouble): void => {
    for (let rest = page; rest <= (pages ?? 0); rest += 1) failed.push({ page: rest, trouble });
  };

  for (let page = 1; page <= (pages ?? page); page += 1) {
    const answer = await ask(page);
    if (answer.state === 'refused') {
      const { trouble } = answer;
      failed.push({ page, trouble });
      inRow += 1;
      if (FOR_ALL_PAGES.has(trouble.reason) || inRow >= GIVE_UP_AFTER) {
        nameRest(page + 1, trouble);
        break;
      }
      continue;
    }
    inRow = 0;
    pagesRead += 1;
    const { rows } = answer.value;
    pages = answer.value.pages ?? (rows.length > 0 ? page + 1 : page);
    expected = answer.value.total ?? expected;
    const fresh: T[] = [];
    for (const raw of rows) {
      const item = read(raw);
      if (item === null) unreadable.push(idHint(raw));
      else if (!seen.has(idOf(item))) {
        seen.add(idOf(item));
        fresh.push(item);
      }
    }
    if (fresh.length > 0 && (await take(fresh)) === 'enough') break;
  }
  return {
    seen: seen.size,
    expected,
    pages_read: pagesRead,
    failed_pages: failed,
    unreadable,
    complete: failed.length === 0 && unreadable.length === 0 && seen.size >= (expected ?? seen.size),
  };
}

/** What an unreadable line may be found by again. */
function idHint(raw: unknown): string {
  const of = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const id = of['Id'] ?? of['JobId'];
  return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 64) : '?';
}
