import { query } from '../../../db/query.ts';
import type { AssignmentRuleView } from '../../../kernel/contracts/assignment.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Candidate } from './choose-person.ts';

interface Row {
  readonly user_id: string;
  readonly name: string;
  readonly open: number;
  readonly absent: boolean;
  readonly last_turn: number | null;
  readonly converted: number;
  readonly settled: number;
}

/** Days of history behind a person's conversion. */
const CONVERSION_DAYS = 180;

/**
 * The people of a rule in their order, with what decides between them. Of a team its active salespeople; of a team without
 * one all its active people.
 */
export async function loadCandidates(
  scope: Pick<ReadScope, 'em'> & { readonly clock: Clock },
  rule: Pick<AssignmentRuleView, 'id' | 'members' | 'team_id'>,
): Promise<Candidate[]> {
  const rows = await query<Row>(
    scope.em,
    `with people as (
       select u.id, u.name, array_position($2::uuid[], u.id) as place from app_user u
       where u.active and (u.id = any($2::uuid[]) or (u.team_id = $3::uuid and (u.role = 'salesperson'
         or not exists (select 1 from app_user s where s.team_id = $3::uuid and s.active and s.role = 'salesperson'))))
     )
     select p.id as user_id, p.name, s.turn as last_turn,
       (select count(*)::int from lead l where l.owner_id = p.id and l.status in ('new', 'contacted', 'qualified')) as open,
       exists (select 1 from absence a where a.user_id = p.id and a.starts_at <= $4 and a.ends_at > $4) as absent,
       (select count(*)::int from lead l where l.owner_id = p.id and l.status = 'converted' and l.updated_at >= $5) as converted,
       (select count(*)::int from lead l where l.owner_id = p.id and l.status in ('converted', 'disqualified')
         and l.updated_at >= $5) as settled
     from people p left join assignment_share s on s.rule_id = $1 and s.user_id = p.id
     order by p.place nulls last, p.name, p.id`,
    [rule.id, rule.members, rule.team_id, scope.clock.now(), daysAgo(scope.clock, CONVERSION_DAYS)],
  );
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    open: row.open,
    absent: row.absent,
    lastTurn: row.last_turn,
    // One success and one failure are added, so that a single lucky lead makes nobody the best closer.
    conversion: (row.converted + 1) / (row.settled + 2),
  }));
}
