import { Params, query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AssignmentRuleView } from '../../../kernel/contracts/assignment.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import type { Candidate } from './choose-person.ts';
import { decideAssignment, type Decision } from './decide-assignment.ts';
import { loadCandidates } from './load-candidates.ts';

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
  readonly total: number;
}

/**
 * Whom the rules would give the waiting leads to that the actor sees, oldest first, each counted with those before it;
 * nothing is changed. Carrying the same leads out one by one in this order comes to the same people.
 * @throws AppError `access.not_permitted`
 */
export async function planAssignments(
  scope: ReadScope & { readonly clock: Clock },
  input: WaitingLeads,
): Promise<AssignmentPlan> {
  requirePermission(scope.actor, 'crm.assign');
  const rows = await waitingLeads(scope, input);
  const people = new PlannedPeople(scope);
  const leads: PlannedLead[] = [];
  for (const { id, name, company, version, score } of rows) {
    const decision = await decideAssignment(scope, { id, score }, undefined, (rule) => people.of(rule));
    if (decision.rule && decision.person) people.give(decision.rule.id, decision.person.userId);
    leads.push({ id, name, company, version, decision });
  }
  return { leads, total: rows[0]?.total ?? 0 };
}

async function waitingLeads(scope: ReadScope, input: WaitingLeads): Promise<Row[]> {
  const params = new Params();
  const where = [
    visibleRows(scope.actor, 'l', params),
    "l.owner_id is null and l.status in ('new', 'contacted', 'qualified')",
    `${input.pooled ? '' : 'not '}exists (select 1 from pool_entry e where e.lead_id = l.id)`,
  ];
  if (input.region) where.push(`l.region = ${params.add(input.region)}`);
  if (input.source) where.push(`l.source = ${params.add(input.source)}`);
  return await query<Row>(
    scope.em,
    `select l.id, l.name, l.company, l.version, l.score, count(*) over ()::int as total from lead l
     where ${where.join(' and ')} order by l.created_at, l.id limit ${MOST_PLANNED}`,
    params.values,
  );
}

/** The people of the rules as they would stand after the leads given so far. */
class PlannedPeople {
  readonly #scope: ReadScope & { readonly clock: Clock };
  readonly #byRule = new Map<string, Candidate[]>();
  readonly #given = new Map<string, number>();

  constructor(scope: ReadScope & { readonly clock: Clock }) {
    this.#scope = scope;
  }

  async of(rule: AssignmentRuleView): Promise<readonly Candidate[]> {
    const known = this.#byRule.get(rule.id) ?? (await loadCandidates(this.#scope, rule));
    this.#byRule.set(rule.id, known);
    return known.map((one) => ({ ...one, open: one.open + (this.#given.get(one.userId) ?? 0) }));
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
