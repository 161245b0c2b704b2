import { query, queryOne } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import { localDay } from '../../kernel/time-phrases/local-day.ts';
import type { Scope } from '../scope.ts';

export interface OutsideThread {
  readonly id: string;
  readonly title: string;
  /** The place of its newest event. */
  readonly lastSeq: number;
  readonly isNew: boolean;
}

interface Row {
  readonly title: string;
  readonly lastSeq: number;
  readonly isUsable: boolean;
}

/**
 * The actor's conversation for what other programs ask in their name, one for each day, locked until the transaction
 * ends. Where today's was deleted, or answers something just now (its events have their places already), a new one.
 */
export async function openOutsideThread(
  tx: Pick<Scope, 'em' | 'clock' | 'actor'>,
  name: string,
): Promise<OutsideThread> {
  const day = localDay(tx.clock.now());
  const title = `${name} ${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  const usual = `outside-${day}-${tx.actor.userId}`;
  const isNew = await make(tx, usual, title);
  const row = await queryOne<Row>(
    tx.em,
    `select title, last_seq as "lastSeq", user_id = $2 and deleted_at is null and not exists (
       select from run where conversation_id = $1 and status = 'running') as "isUsable"
     from conversation where id = $1 for update`,
    [usual, tx.actor.userId],
  );
  if (row?.isUsable) return { id: usual, title: row.title, lastSeq: row.lastSeq, isNew };
  const id = newId();
  await make(tx, id, title);
  return { id, title, lastSeq: 0, isNew: true };
}

async function make(tx: Pick<Scope, 'em' | 'clock' | 'actor'>, id: string, title: string): Promise<boolean> {
  const added = await query(
    tx.em,
    `insert into conversation (id, user_id, title, last_seq, created_at, updated_at) values ($1, $2, $3, 0, $4, $4)
     on conflict do nothing returning id`,
    [id, tx.actor.userId, title, tx.clock.now()],
  );
  return added.length > 0;
}
