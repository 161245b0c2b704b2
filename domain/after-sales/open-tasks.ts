import { query, withDates } from '../../db/query.ts';
import type { TrackTaskKind, TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';
import type { Scope } from '../scope.ts';
import { OPEN_STATUSES } from './task-moves.ts';

/** A task as the flow looks at it. */
export interface TaskFacts {
  readonly id: string;
  readonly kind: TrackTaskKind;
  readonly title: string;
  readonly status: TrackTaskStatus;
  readonly person_id: string | null;
  readonly person_name: string | null;
  readonly asked_by_id: string | null;
  readonly asked_by_name: string | null;
  readonly deadline: Date;
  readonly responded_at: Date | null;
  readonly created_at: Date;
  readonly conflict: boolean;
}

type Looks = Pick<Scope, 'em'>;

const SELECT = `select t.id, t.kind, t.title, t.status, t.person_id, p.name as person_name, t.asked_by_id, b.name as asked_by_name,
    t.deadline, t.responded_at, t.created_at, t.conflict
  from track_tasks t left join channel_person p on p.id = t.person_id left join channel_person b on b.id = t.asked_by_id`;

async function read(scope: Looks, rest: string, params: readonly unknown[]): Promise<TaskFacts[]> {
  const rows = await query<TaskFacts>(scope.em, `${SELECT} ${rest}`, params);
  return rows.map((row) => withDates(row, 'deadline', 'responded_at', 'created_at'));
}

/** Open tasks of a conversation, the oldest first; of one person when named, with those of nobody in particular. */
export async function openTasksOf(
  scope: Looks,
  place: { readonly conversation_id: string; readonly person_id?: string | undefined },
): Promise<TaskFacts[]> {
  return await read(
    scope,
    `where t.conversation_id = $1 and ($2::uuid is null or t.person_id = $2 or t.person_id is null) and t.status = any ($3::text[])
     order by t.created_at, t.id`,
    [place.conversation_id, place.person_id ?? null, [...OPEN_STATUSES]],
  );
}

/** Tasks by their ids, and those a message asked for, whatever became of them. */
export async function tasksOf(
  scope: Looks,
  of: { readonly ids: readonly string[]; readonly message_id: string },
): Promise<TaskFacts[]> {
  return await read(scope, 'where t.id = any ($1::uuid[]) or t.message_id = $2 order by t.created_at, t.id', [
    of.ids,
    of.message_id,
  ]);
}

/** How many open tasks each of these colleagues asked for: what they have on their hands. */
export async function countOpenTasks(scope: Looks, people: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ id: string; count: number }>(
    scope.em,
    `select asked_by_id as id, count(*)::int as count from track_tasks where asked_by_id = any ($1::uuid[])
       and status = 'in_progress' group by asked_by_id`,
    [people],
  );
  return new Map(rows.map((row) => [row.id, row.count]));
}
