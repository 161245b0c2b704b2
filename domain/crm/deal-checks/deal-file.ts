import { queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { OpportunityView } from '../../../kernel/contracts/crm.ts';
import type { FactKey } from '../../../kernel/contracts/stages.ts';
import type { ReadScope } from '../crm-scope.ts';
import { missingFacts } from '../facts/known-facts.ts';
import { localDay, localToday } from '../local-today.ts';
import { loadStageRules, type StageRule } from '../stages/stage-rules.ts';
import { readWonHistory, type WonHistory } from './won-history.ts';

/** Everything the check-up of a deal looks at. Days are calendar days in Asia/Shanghai. */
export interface DealFile {
  readonly deal: OpportunityView;
  readonly today: string;
  readonly rule: StageRule;
  readonly missing: readonly FactKey[];
  readonly history: WonHistory;
  readonly daysInStage: number;
  readonly daysOpen: number;
  /** Activities done on this deal. */
  readonly activities: number;
  readonly lastMonth: number;
  /** Days since the last thing done; null when nothing ever was. */
  readonly daysSinceLast: number | null;
  /** Names of decision makers we know at the customer, and whether somebody spoke with one since the deal was opened. */
  readonly decisionMakers: readonly string[];
  readonly metDecisionMaker: boolean;
  readonly decisionMakerTold: boolean;
  readonly nextPlannedOn: string | null;
  readonly overduePlans: number;
  /** How often the expected close was put off. */
  readonly putOff: number;
  readonly rivals: number;
  /** Somebody wrote down how the competition stands, were it that there is none. */
  readonly competitionTold: boolean;
  readonly rivalsAhead: readonly string[];
}

type Counted = Pick<
  DealFile,
  | 'activities'
  | 'lastMonth'
  | 'metDecisionMaker'
  | 'decisionMakerTold'
  | 'overduePlans'
  | 'putOff'
  | 'rivals'
  | 'competitionTold'
> & {
  last_at: string | null;
  decision_makers: string[] | null;
  next_planned: string | null;
  rivals_ahead: string[] | null;
};

/** Activities in which one speaks with somebody; a note about a person is no meeting. */
const SPOKEN = "('call', 'visit', 'meeting', 'wechat', 'demo')";

/** Reads what the check-up needs, in four statements. The deal is one the actor sees. */
export async function readDealFile(
  scope: ReadScope & { readonly clock: Clock },
  deal: OpportunityView,
): Promise<DealFile> {
  const today = localToday(scope.clock);
  const rule = (await loadStageRules(scope)).stages[deal.stage];
  const daysInStage = daysBetween(localDay(new Date(deal.stage_changed_at)), today);
  const daysOpen = daysBetween(deal.opened_on ?? localDay(new Date(deal.created_at)), today);
  const asked = {
    stage: deal.stage,
    product_id: deal.product_id,
    days_in_stage: daysInStage,
    days_open: daysOpen,
    today,
  };
  const { last_at, decision_makers, next_planned, rivals_ahead, ...counted } = await count(
    scope,
    deal,
    scope.clock.now(),
  );
  return {
    ...counted,
    deal,
    today,
    rule,
    missing: await missingFacts(scope, deal.id, rule.required_facts),
    history: await readWonHistory(scope, asked),
    daysInStage,
    daysOpen,
    daysSinceLast: last_at ? daysBetween(last_at, today) : null,
    decisionMakers: decision_makers ?? [],
    nextPlannedOn: next_planned,
    rivalsAhead: rivals_ahead ?? [],
  };
}

async function count(scope: ReadScope, deal: OpportunityView, now: Date): Promise<Counted> {
  const row = await queryOne<Counted>(
    scope.em,
    `with done as (select a.* from activity a where a.opportunity_id = $1 and a.status = 'done')
     select (select count(*)::int from done) as activities,
       (select count(*)::int from done where occurred_at >= $3::timestamptz - interval '30 days') as "lastMonth",
       (select local_day(max(occurred_at))::text from done) as last_at,
       (select array_agg(c.name::text order by c.created_at) from contact c where c.customer_id = $2 and c.decision_maker) as decision_makers,
       exists (select from activity a join contact c on c.id = a.contact_id and c.decision_maker
         where a.customer_id = $2 and a.status = 'done' and a.kind in ${SPOKEN}
           and (a.opportunity_id = $1 or local_day(a.occurred_at) >= $4::date)) as "metDecisionMaker",
       exists (select from opportunity_fact f where f.opportunity_id = $1 and f.key = 'decision_maker') as "decisionMakerTold",
       (select local_day(min(a.due_at))::text from activity a
         where a.opportunity_id = $1 and a.status = 'planned' and a.due_at >= $3::timestamptz) as next_planned,
       (select count(*)::int from activity a
         where a.opportunity_id = $1 and a.status = 'planned' and a.due_at < $3::timestamptz) as "overduePlans",
       (select count(*)::int from deal_value_change v where v.opportunity_id = $1 and v.field = 'expected_close'
         and v.new_value > v.old_value) as "putOff",
       (select count(*)::int from opportunity_competitor k where k.opportunity_id = $1 and k.status <> 'out') as rivals,
       exists (select from opportunity_fact f where f.opportunity_id = $1 and f.key = 'competitor') as "competitionTold",
       (select array_agg(k.name::text order by k.name) from opportunity_competitor k where k.opportunity_id = $1 and k.status = 'ahead') as rivals_ahead`,
    [deal.id, deal.customer_id, now, deal.opened_on ?? localDay(new Date(deal.created_at))],
  );
  return row as Counted;
}

/** Whole days from one calendar day to another; below zero when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
