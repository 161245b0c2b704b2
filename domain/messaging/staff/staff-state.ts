import type { StaffStateName } from '../../../kernel/contracts/messaging-people.ts';

const MINUTE_MS = 60_000;
/** Somebody who wrote within this time is there. */
export const ONLINE_MINUTES = 15;

export interface StaffFacts {
  readonly said: StaffStateName | null;
  readonly said_until: Date | null;
  readonly last_active_at: Date | null;
  /** Open matters this colleague has; so many make busy. */
  readonly open_tasks: number;
}

/** Open matters from which on somebody counts as busy. */
export const BUSY_TASKS = 5;

/** How a colleague stands: what was said of them while it holds, else by when they were active and what they have open. */
export function tellStaffState(
  facts: StaffFacts,
  now: Date,
): { readonly state: StaffStateName; readonly reason: string } {
  if (facts.said && facts.said_until && facts.said_until > now) return { state: facts.said, reason: '本人或同事标注' };
  const idle = facts.last_active_at ? now.getTime() - facts.last_active_at.getTime() : null;
  if (idle === null || idle > ONLINE_MINUTES * MINUTE_MS)
    return {
      state: 'offline',
      reason: idle === null ? '还没有发过言' : `${Math.floor(idle / MINUTE_MS)} 分钟没有发言`,
    };
  if (facts.open_tasks >= BUSY_TASKS) return { state: 'busy', reason: `手上有 ${facts.open_tasks} 件事没办完` };
  return { state: 'online', reason: '刚刚发过言' };
}
