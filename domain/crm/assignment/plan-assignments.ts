import { Params, query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AssignmentRuleView } from '../../../kernel/contracts/assignment.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import type { Candidate } from './choose-person.ts';
import { decideAssignment, type Decision } from './decide-assignment.ts';
import { loadCandidates } from './load-candidates.ts';
import { membersOf, poolsToGiveFrom } from './right-to-give.ts';

/** Leads one plan looks at, so that a person can read it and one transaction can carry it out. */
const MOST_PLANNED = 100;

/** Which waiting leads are looked at. */
export interface WaitingLeads {
  readonly region?: string | undefined;
  readonly source?: string | undefined;
  /** Those that lie in a public pool, instead of those that wait outside of one. */
  readonly pooled?: boolean | undefined;
}

export interface PlannedLead {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  readonly version: number;
  readonly decision: Decision;
}

export interface AssignmentPlan {
  readonly leads: PlannedLead[];
  /** All that wait, also those beyond the first hundred. */
  readonly total: number;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  readonly version: number;
  readonly score: number | null;
  /** Whether the actor sees it by itself, not only in a pool. */
  readonly seen: boolean;
  readonly total: number;
}

/**
 * Whom the rules would give the waiting leads to that the actor sees or may give from a pool, oldest first, each counted with those before it;
 * nothing is changed. Carrying the same leads out one by one in this order comes to the same people.
 * @throws AppError `access.not_permitted`
 */
export async function planAssignments(
  scope: ReadScope & { readonly clock: Clock },
  input: WaitingLeads,
): Promise<AssignmentPlan> {
  requirePermission(scope.actor, 'crm.assign');
  const rows = await waitingLeads(scope, input);
  const people = new PlannedPeople(scope, await membersOf(scope, scope.actor.teamId));
  const leads: PlannedLead[] = [];
  for (const { id, name, company, version, score, seen } of rows) {
    const decision = await decideAssignment(scope, { id, score }, undefined, (rule) => people.of(rule, seen));
    if (decision.rule && decision.person) people.give(decision.rule.id, decision.person.userId);
    leads.push({ id, name, company, version, decision });
  }
  return { leads, total: rows[0]?.total ?? 0 };
}

async function waitingLeads(scope: ReadScope, input: WaitingLeads): Promise<Row[]> {
  const params = new Params();
  const pools = input.pooled ? [...(await poolsToGiveFrom(scope)).keys()] : [];
  const visible = visibleRows(scope.actor, 'l', params);
  const where = [
    pools.length === 0
      ? visible
      : `(${visible} or exists (select 1 from pool_entry g where g.lead_id = l.id and g.pool_id = any(${params.add(pools)}::uuid[])))`,
    "l.owner_id is null and l.status in ('new', 'contacted', 'qualified')",
    `${input.pooled ? '' : 'not '}exists (select 1 from pool_entry e where e.lead_id = l.id)`,
  ];
  if (input.region) where.push(`l.region = ${params.add(input.region)}`);
  if (input.source) where.push(`l.source = ${params.add(input.source)}`);
  return await query<Row>(
    scope.em,
    `select l.id, l.name, l.company, l.version, l.score, coalesce(${visible}, false) as seen, count(*) over ()::int as total from lead l
     where ${where.join(' and ')} order by l.created_at, l.id limit ${MOST_PLANNED}`,
    params.values,
  );
}

/** The people of the rules as they would stand after the leads given so far. */
class PlannedPeople {
  readonly #scope: ReadScope & { readonly clock: Clock };
  readonly #team: ReadonlySet<string>;
  readonly #byRule = new Map<string, Candidate[]>();
  readonly #given = new Map<string, number>();

  constructor(scope: ReadScope & { readonly clock: Clock }, team: ReadonlySet<string>) {
    this.#scope = scope;
    this.#team = team;
  }

  /** @param anybody everybody the rule names, or only members of the actor's team */
  async of(rule: AssignmentRuleView, anybody: boolean): Promise<readonly Candidate[]> {
    const known = this.#byRule.get(rule.id) ?? (await loadCandidates(this.#scope, rule));
    this.#byRule.set(rule.id, known);
    const free = known.filter(({ userId }) => anybody || this.#team.has(userId));
    return free.map((one) => ({ ...one, open: one.open + (this.#given.get(one.userId) ?? 0) }));
  }

  give(ruleId: string, userId: string): void {
    this.#given.set(userId, (this.#given.get(userId) ?? 0) + 1);
    const people = this.#byRule.get(ruleId) ?? [];
    const next = Math.max(0, ...people.map((one) => one.lastTurn ?? 0)) + 1;
    this.#byRule.set(
      ruleId,
      people.map((one) => (one.userId === userId ? { ...one, lastTurn: next } : one)),
    );
  }
}
