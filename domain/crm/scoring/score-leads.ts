import { query } from '../../../db/query.ts';
import type { LeadGrade, LeadScoreChangeView, ScoreEvent } from '../../../kernel/contracts/scoring.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { leadGraded } from '../signals.ts';
import { gradeOf } from './grade-of.ts';
import { readLeadFacts, type LeadFacts } from './lead-facts.ts';
import type { ScoreResult } from './lead-scorer.port.ts';
import { loadScorer, type ActiveScorer } from './load-scorer.ts';
import { movedFactors, pointsOf, type Recorded } from './moved-factors.ts';
import { takeSnapshot } from './take-snapshot.ts';

export type ScoringScope = Pick<Scope, 'em' | 'clock' | 'jobs' | 'events'>;

/** A night's fading stands in the history only when the grade changed or it has come to so many points. */
const FADING_WORTH_TELLING = 5;
/** Changes somebody made right now: pages that show the lead hear of the new score. */
const SEEN_AT_ONCE: readonly ScoreEvent[] = ['lead_created', 'lead_changed', 'activity', 'asked'];

interface Stored {
  readonly lead_id: string;
  readonly score: number;
  readonly grade: LeadGrade;
  readonly recorded: Recorded;
}

interface Scored extends ScoreResult {
  readonly lead_id: string;
  readonly grade: LeadGrade;
  readonly before: Stored | undefined;
}

type ChangeRow = Omit<LeadScoreChangeView, 'model'> & { lead_id: string; model_id: string };

/**
 * Scores leads with the model in use, set by set: score, factors, history, the columns of the lists and the signals of
 * changed grades are one transaction. Leads that are settled keep the score they had. The same facts give the same score,
 * so doing it twice changes nothing.
 *
 * @param input at most a few hundred ids
 * @returns how many were scored
 */
export async function scoreLeads(
  outer: ScoringScope,
  input: { readonly ids: readonly string[]; readonly event: ScoreEvent },
): Promise<number> {
  return await inTransaction(outer, async (scope) => {
    const active = await loadScorer(scope.em, 'shared');
    const open = await query<{ id: string }>(
      scope.em,
      `select id from lead where id = any($1::uuid[]) and status in ('new', 'contacted', 'qualified') order by id for no key update`,
      [input.ids],
    );
    if (open.length === 0) return 0;
    const ids = open.map(({ id }) => id);
    const stored = await query<Stored>(
      scope.em,
      'select lead_id, score, grade, recorded from lead_score where lead_id = any($1::uuid[])',
      [ids],
    );
    const before = new Map(stored.map((row) => [row.lead_id, row]));
    const scored = (await readLeadFacts(scope.em, ids)).map((lead) => ({
      ...scoreOf(active, lead, scope.clock.now()),
      before: before.get(lead.id),
    }));
    await store(scope, active, scored, input.event);
    await tellGrades(scope, scored, input.event);
    return scored.length;
  });
}

/** The score and grade of a lead at a moment, nothing stored. */
export function scoreOf(active: ActiveScorer, lead: LeadFacts, now: Date): Omit<Scored, 'before'> {
  const values = takeSnapshot(lead, now, active.settings.half_life_days);
  const result = active.scorer.score(values, now);
  return { lead_id: lead.id, ...result, grade: gradeOf(result.score, active.settings.thresholds) };
}

async function store(
  scope: ScoringScope,
  active: ActiveScorer,
  scored: readonly Scored[],
  event: ScoreEvent,
): Promise<void> {
  const now = scope.clock.now();
  const changes = scored.filter((one) => isWorthTelling(one, event)).map((one) => changeOf(one, active, event, now));
  const told = new Set(changes.map(({ lead_id }) => lead_id));
  const rows = scored.map(({ before, ...one }) => ({
    ...one,
    model_id: active.modelId,
    recorded: told.has(one.lead_id) || !before ? { score: one.score, points: pointsOf(one.factors) } : before.recorded,
    scored_at: now,
  }));
  await query(
    scope.em,
    `insert into lead_score as s (lead_id, model_id, score, grade, probability, factors, recorded, scored_at)
     select lead_id, model_id, score, grade, probability, factors, recorded, scored_at
     from jsonb_to_recordset($1::jsonb) as r(lead_id uuid, model_id uuid, score int, grade text, probability float8,
       factors jsonb, recorded jsonb, scored_at timestamptz)
     on conflict (lead_id) do update set model_id = excluded.model_id, score = excluded.score, grade = excluded.grade,
       probability = excluded.probability, factors = excluded.factors, recorded = excluded.recorded,
       scored_at = excluded.scored_at`,
    [JSON.stringify(rows)],
  );
  // What the lists sort by. Nobody's open form becomes stale by it: the version stays.
  await query(
    scope.em,
    `update lead l set score = r.score, grade = r.grade
     from jsonb_to_recordset($1::jsonb) as r(lead_id uuid, score int, grade text)
     where l.id = r.lead_id and (l.score, l.grade) is distinct from (r.score, r.grade)`,
    [JSON.stringify(rows.map(({ lead_id, score, grade }) => ({ lead_id, score, grade })))],
  );
  if (changes.length === 0) return;
  await query(
    scope.em,
    `insert into lead_score_change (id, lead_id, model_id, event, from_score, to_score, from_grade, to_grade, moved, at)
     select id, lead_id, model_id, event, from_score, to_score, from_grade, to_grade, moved, at
     from jsonb_populate_recordset(null::lead_score_change, $1::jsonb)`,
    [JSON.stringify(changes)],
  );
}

function isWorthTelling({ before, score, grade }: Scored, event: ScoreEvent): boolean {
  if (!before || before.grade !== grade) return true;
  const moved = Math.abs(score - before.recorded.score);
  return event === 'time_passed' ? moved >= FADING_WORTH_TELLING : moved > 0;
}

function changeOf(one: Scored, active: ActiveScorer, event: ScoreEvent, now: Date): ChangeRow {
  const { before } = one;
  return {
    id: newId(),
    lead_id: one.lead_id,
    model_id: active.modelId,
    event,
    from_score: before?.recorded.score ?? null,
    to_score: one.score,
    from_grade: before?.grade ?? null,
    to_grade: one.grade,
    moved: before ? movedFactors(before.recorded.points, one.factors) : [],
    at: now.toISOString(),
  };
}

async function tellGrades(scope: ScoringScope, scored: readonly Scored[], event: ScoreEvent): Promise<void> {
  const at = scope.clock.now().toISOString();
  for (const { lead_id, score, grade, before } of scored) {
    if (SEEN_AT_ONCE.includes(event) && before?.score !== score)
      scope.events.publish('crm.record_changed', { entity: 'lead', id: lead_id, change: 'updated' });
    if (before?.grade === grade) continue;
    const graded = { lead_id, from_grade: before?.grade ?? null, to_grade: grade, score };
    scope.events.publish('crm.lead_graded', graded);
    await scope.jobs.tell(scope.em, leadGraded, { ...graded, at, event }, { singletonKey: newId() });
  }
}
