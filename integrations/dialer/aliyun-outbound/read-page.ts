import { z } from 'zod';
import { count, list } from './wire-fields.ts';
import type { Body } from './rpc-line.ts';

/** One page of a list. `pages` and `total` are the vendor's counts at this moment. */
export interface Page {
  readonly rows: readonly unknown[];
  readonly pages: number | null;
  readonly total: number | null;
}

const Wrapped = z.object({ List: list, PageCount: count, RowCount: count, TotalCount: count });

/** The list under `name`: wrapped with its counts (QueryJobsWithResult, ListJobsByGroup, ListJobGroups) or bare (ListJobs). */
export function readPage(body: Body, name: 'Jobs' | 'JobGroups', pageSize: number): Page | null {
  const value = body[name];
  if (Array.isArray(value)) return { rows: value, pages: 1, total: value.length };
  const parsed = Wrapped.safeParse(value);
  if (!parsed.success) return null;
  const { List, PageCount, RowCount, TotalCount } = parsed.data;
  const total = RowCount ?? TotalCount;
  return { rows: List, pages: PageCount ?? (total === null ? null : Math.ceil(total / pageSize)), total };
}
