import { Params, query, queryOne } from '../../../db/query.ts';
import type { SopContent, SopStep } from '../../../kernel/contracts/sop.ts';
import type {
  SopSplitStatistics,
  SopStatisticsQuery,
  SopStepStatistics,
  SopTemplateStatistics,
} from '../../../kernel/contracts/sop-statistics.ts';
import { STAGE_WORDS } from '../../crm/words.ts';
import type { Scope } from '../../scope.ts';
import { REPLY_CLASS_WORDS } from '../language/variables.ts';
import { sopTemplateError } from '../templates/errors.ts';
import { parsedAction } from '../templates/parsed-action.ts';
import { readContent } from '../templates/template-row.ts';
import { successRate } from '../templates/template-view.ts';
import { compareVariants } from './compare-variants.ts';
import { countedInstances } from './counted-instances.ts';
import { percent } from './percent.ts';

interface Totals {
  readonly total: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly waited: number;
  readonly replied: number;
  readonly reached: number;
  readonly minutes: number | null;
}
interface StepRow {
  readonly step_id: string;
  readonly entered: number;
  readonly completed: number;
  readonly skipped: number;
  readonly failed: number;
  readonly standing: number;
  readonly average: number | null;
  readonly median: number | null;
}
interface WayRow {
  readonly step_id: string;
  readonly way: string;
  readonly instances: number;
  readonly replied: number;
  readonly reached: number;
}

/**
 * How a template works: how far its contacts come, who answers, who reaches the goal, what each step takes, and how the variants
 * of its splits compare. Steps stand in the order of the version asked for, else of the newest.
 * @throws AppError `sop.template_missing`, `sop.version_missing`
 */
export async function templateStatistics(
  scope: Pick<Scope, 'em'>,
  input: SopStatisticsQuery & { readonly id: string },
): Promise<SopTemplateStatistics> {
  const template = await queryOne<{ name: string; newest: number }>(
    scope.em,
    'select name, newest_number as newest from sop_templates where id = $1',
    [input.id],
  );
  if (!template) throw sopTemplateError('sop.template_missing', { details: { id: input.id } });
  const content = await readContent(scope, input.id, input.version_number ?? template.newest);
  const read = async <Row extends object>(select: string): Promise<Row[]> => {
    const params = new Params();
    const counted = countedInstances(input.id, content, input, params);
    return await query<Row>(scope.em, `with ${counted} ${select}`, params.values);
  };
  const [totals] = await read<Totals>(TOTALS);
  const steps = new Map((await read<StepRow>(STEPS)).map((row) => [row.step_id, row]));
  const ways = await read<WayRow>(WAYS);
  const { total, active, completed, failed, cancelled, waited, replied, reached, minutes } = totals!;
  return {
    template_id: input.id,
    template_name: template.name,
    version_number: input.version_number ?? null,
    total_instances: total,
    active_instances: active,
    completed_instances: completed,
    failed_instances: failed,
    cancelled_instances: cancelled,
    success_rate: successRate({ completed, failed }),
    replied,
    reply_rate: percent(replied, waited),
    goal: goalWords(content),
    reached,
    conversion_rate: percent(reached, total),
    average_duration_minutes: rounded(minutes),
    steps: content.steps.map((step) => stepStatistics(step, steps.get(step.id), ways, total)),
    splits: content.steps.flatMap((step) => splitStatistics(step, content, ways)),
  };
}

const OPEN = `('pending', 'executing', 'paused')`;
const TOTALS = `select count(*)::int as total, (count(*) filter (where status in ${OPEN}))::int as active,
  (count(*) filter (where status = 'completed'))::int as completed, (count(*) filter (where status = 'failed'))::int as failed,
  (count(*) filter (where status = 'cancelled'))::int as cancelled, (count(*) filter (where waited))::int as waited,
  (count(*) filter (where replied))::int as replied, (count(*) filter (where reached))::int as reached,
  (avg(minutes) filter (where status = 'completed'))::float8 as minutes from counted`;
const TOOK = 'extract(epoch from (k.ended_at - k.started_at)) / 60';
const STEPS = `, taken as (
    select k.step_id, count(distinct k.instance_id)::int as entered,
      (count(*) filter (where k.status = 'completed'))::int as completed,
      (count(*) filter (where k.status = 'skipped'))::int as skipped,
      (count(*) filter (where k.status = 'failed'))::int as failed,
      (avg(${TOOK}) filter (where k.status = 'completed'))::float8 as average,
      (percentile_cont(0.5) within group (order by ${TOOK}) filter (where k.status = 'completed'))::float8 as median
    from sop_tasks k join counted i on i.id = k.instance_id group by k.step_id),
  standing as (select step_id, count(*)::int as standing from counted where status in ${OPEN} and step_id is not null group by step_id)
  select step_id, coalesce(t.entered, 0) as entered, coalesce(t.completed, 0) as completed, coalesce(t.skipped, 0) as skipped,
    coalesce(t.failed, 0) as failed, t.average, t.median, coalesce(s.standing, 0) as standing
  from taken t full join standing s using (step_id)`;
/** A contact counts once per way of a step, however often a circle led there. */
const WAYS = `select k.step_id, k.way, count(distinct i.id)::int as instances,
    (count(distinct i.id) filter (where i.replied))::int as replied,
    (count(distinct i.id) filter (where i.reached))::int as reached
  from sop_tasks k join counted i on i.id = k.instance_id where k.way is not null and k.status = 'completed'
  group by k.step_id, k.way order by 3 desc, 2`;

function stepStatistics(
  step: SopStep,
  row: StepRow | undefined,
  ways: readonly WayRow[],
  total: number,
): SopStepStatistics {
  const action = parsedAction(step);
  const words = action ? action.action.ways(action.config) : {};
  const mine = ways.filter(({ step_id }) => step_id === step.id);
  const left = mine.reduce((sum, { instances }) => sum + instances, 0);
  return {
    step_id: step.id,
    step_name: step.name,
    action_type: step.action_type,
    entered: row?.entered ?? 0,
    completed: row?.completed ?? 0,
    skipped: row?.skipped ?? 0,
    failed: row?.failed ?? 0,
    standing: row?.standing ?? 0,
    share: percent(row?.entered ?? 0, total),
    average_minutes: rounded(row?.average ?? null),
    median_minutes: rounded(row?.median ?? null),
    ways: mine.map(({ way, instances: count }) => ({
      way,
      words: words[way] ?? way,
      count,
      share: percent(count, left),
    })),
  };
}

function splitStatistics(step: SopStep, content: SopContent, ways: readonly WayRow[]): SopSplitStatistics[] {
  const action = step.action_type === 'split' ? parsedAction(step) : undefined;
  if (!action) return [];
  const measure = hasGoal(content) ? 'goal' : 'reply';
  const counts = Object.entries(action.action.ways(action.config)).map(([name, title]) => {
    const row = ways.find((one) => one.step_id === step.id && one.way === name);
    const successes = (measure === 'goal' ? row?.reached : row?.replied) ?? 0;
    return { name, title, instances: row?.instances ?? 0, successes };
  });
  return [{ step_id: step.id, step_name: step.name, measure, ...compareVariants(counts, measure) }];
}

/** Whether the template says what counts: its goal, or an end that is reached. */
function hasGoal({ settings, steps }: SopContent): boolean {
  return settings.goal !== null || steps.some(({ config }) => config['outcome'] === 'reached');
}

function goalWords({ settings: { goal } }: SopContent): string {
  if (goal?.kind === 'tag') return `得到标签“${goal.tag}”`;
  if (goal?.kind === 'stage')
    return `商机进入“${Object.hasOwn(STAGE_WORDS, goal.stage) ? STAGE_WORDS[goal.stage as keyof typeof STAGE_WORDS] : goal.stage}”`;
  return goal?.kind === 'reply' ? `回复“${REPLY_CLASS_WORDS[goal.class]}”` : '走到“达成目标”的结束';
}

function rounded(minutes: number | null): number | null {
  return minutes === null ? null : Math.round(minutes * 10) / 10;
}
