import { query } from '../../../db/query.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** The name of a group or a robot, as people say it. */
export interface ChannelName {
  readonly kind: 'group' | 'robot';
  readonly id: string;
  readonly name: string;
  /** A group's own name where a colleague gave it a remark. */
  readonly aliases: string[];
  /** Whose it is, so that a choice is only offered to those who may see it; null: everybody's. */
  readonly ownerId: string | null;
  readonly teamId: string | null;
}

export interface ListChannelNames {
  /** Only what changed at or after this moment. */
  readonly since?: Date;
  /** Only these conversations; robots are then left out. */
  readonly conversations?: readonly string[];
  /** Names per page; 2,000 by default. */
  readonly pageSize?: number;
}

/** Shorter names are everyday words. */
const SHORTEST_GROUP = 3;

const GROUPS = `select 'group' as kind, v.id, coalesce(v.remark, v.name) as name,
    case when v.remark is null then array[]::text[] else array[v.name::text] end as aliases,
    case when o.open then null else o.owner_id end as "ownerId", u.team_id as "teamId"
  from channel_conversation v
    left join lateral (select bool_or(a.owner_id is null) as open, (array_agg(a.owner_id order by a.owner_id))[1] as owner_id
      from conversation_account x join channel_account a on a.id = x.account_id where x.conversation_id = v.id) o on true
    left join app_user u on u.id = o.owner_id and not o.open
  where v.kind = 'group' and v.id > $1 and ($2::timestamptz is null or v.updated_at >= $2)
    and ($4::uuid[] is null or v.id = any ($4)) and length(coalesce(v.remark, v.name)) >= ${SHORTEST_GROUP}
  order by v.id limit $3`;

const ROBOTS = `select 'robot' as kind, a.id, a.name, array[]::text[] as aliases, a.owner_id as "ownerId", u.team_id as "teamId"
  from channel_account a left join app_user u on u.id = a.owner_id
  where a.id > $1 and ($2::timestamptz is null or a.updated_at >= $2) and $4::uuid[] is null
  order by a.id limit $3`;

/**
 * All groups and robots by name, page by page, whoever may see them: to be recognised in a sentence. Texts from here never go
 * to a person unresolved.
 */
export async function* listChannelNames(
  scope: Pick<ReadScope, 'em'>,
  input: ListChannelNames = {},
): AsyncGenerator<ChannelName[]> {
  const pageSize = input.pageSize ?? 2000;
  for (const sql of [ROBOTS, GROUPS]) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const params = [after, input.since ?? null, pageSize, input.conversations ?? null];
      const rows = await query<ChannelName>(scope.em, sql, params);
      if (rows.length > 0) yield rows;
      if (rows.length < pageSize) break;
      after = rows.at(-1)!.id;
    }
  }
}
