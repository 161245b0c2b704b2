import { z } from 'zod';
import type { CallPlan } from '../../../domain/calls/call-plan.ts';
import type { Answered, Deed, DialerGroup } from '../../../domain/calls/dialer.port.ts';
import { readPage } from './read-page.ts';
import type { RpcLine } from './rpc-line.ts';
import { sweepPages } from './sweep-pages.ts';
import { UNREADABLE } from './unreadable.ts';
import { written } from './wire-fields.ts';
import { GROUP_STATUS, wordOf } from './wire-words.ts';

const Group = z.object({ JobGroupId: z.string().min(1), JobGroupName: z.string().catch(''), Status: written });
const PAGE_SIZE = 100;

/** Reads a group; null when it has no id. */
export function readGroup(raw: unknown): DialerGroup | null {
  const parsed = Group.safeParse(raw);
  if (!parsed.success) return null;
  const { JobGroupId, JobGroupName, Status } = parsed.data;
  return { group_id: JobGroupId, name: JobGroupName, state: wordOf(GROUP_STATUS, Status) ?? 'unknown' };
}

export async function createGroup(line: RpcLine, plan: CallPlan, signal?: AbortSignal): Promise<Deed<DialerGroup>> {
  const answer = await line('CreateJobGroup', groupParams(plan), 'dials', signal);
  if (answer.state !== 'ok') return answer;
  const group = readGroup(answer.value['JobGroup']);
  // It may well have been made: it is looked up by its name.
  return group ? { state: 'ok', value: group } : { state: 'unknown', trouble: UNREADABLE };
}

/** The group of that very name, found by the vendor's search for words in names. */
export async function findGroup(
  line: RpcLine,
  name: string,
  signal?: AbortSignal,
): Promise<Answered<DialerGroup | null>> {
  let found: DialerGroup | null = null;
  const sweep = await sweepPages<DialerGroup>({
    ask: async (page) => {
      const params = { SearchText: name, PageNumber: page, PageSize: PAGE_SIZE };
      const answer = await line('ListJobGroups', params, 'asks', signal);
      if (answer.state !== 'ok') return { state: 'refused', trouble: answer.trouble };
      const read = readPage(answer.value, 'JobGroups', PAGE_SIZE);
      return read ? { state: 'ok', value: read } : { state: 'refused', trouble: UNREADABLE };
    },
    read: readGroup,
    idOf: (group) => group.group_id,
    take: (groups) => {
      found = groups.find((group) => group.name === name) ?? null;
      return Promise.resolve(found ? 'enough' : undefined);
    },
  });
  if (found) return { state: 'ok', value: found };
  if (sweep.complete) return { state: 'ok', value: null };
  return { state: 'refused', trouble: sweep.failed_pages[0]?.trouble ?? UNREADABLE };
}

/** The plan in the vendor's words: numbers of the strategy are texts, minutes of the day get seconds. */
function groupParams(plan: CallPlan) {
  const { repeat, retry, not_again_after: not } = plan;
  const days = 'days' in repeat ? { repeatDays: repeat.days.map(String) } : {};
  const span =
    plan.starts_at && plan.ends_at ? { startTime: plan.starts_at.getTime(), endTime: plan.ends_at.getTime() } : {};
  return {
    JobGroupName: plan.name,
    JobGroupDescription: plan.description || null,
    ScriptId: plan.script_id,
    CallingNumber: plan.calling_numbers,
    RingingDuration: plan.ringing_seconds,
    Priority: plan.priority === 'urgent' ? 'Urgent' : 'Daily',
    MinConcurrency: plan.guaranteed_lines,
    StrategyJson: {
      maxAttemptsPerDay: String(retry.attempts_per_day),
      minAttemptInterval: String(retry.minutes_between),
      routingStrategy: 'None',
      repeatBy: { once: 'Once', day: 'Day', week: 'Week', month: 'Month' }[repeat.by],
      ...days,
      workingTime: plan.working_hours.map(({ from, to }) => ({ beginTime: `${from}:00`, endTime: `${to}:00` })),
      ...span,
    },
    RecallStrategyJson: {
      emptyNumberIgnore: not.empty_number,
      inArrearsIgnore: not.in_arrears,
      outOfServiceIgnore: not.out_of_service,
    },
  };
}
