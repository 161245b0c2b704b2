import { queryOne } from '../../../db/query.ts';
import type { FlowContent } from '../../../kernel/contracts/routing.ts';
import { planFlow, type FlowPlan } from '../definitions/flow-plan.ts';
import type { FlowEngine } from './flow-engine.ts';

/** Plans of versions; a version never changes. */
const plans = new WeakMap<FlowEngine, Map<string, FlowPlan>>();
const MOST_PLANS = 50;

/**
 * A version of a flow, ready to run.
 * @throws AppError `routing.node_type_unknown`
 */
export async function planOf(engine: FlowEngine, versionId: string): Promise<FlowPlan> {
  const known = plans.get(engine) ?? new Map<string, FlowPlan>();
  plans.set(engine, known);
  const planned = known.get(versionId);
  if (planned) return planned;
  const row = await queryOne<{ content: FlowContent }>(
    engine.scope().em,
    'select content from flow_versions where id = $1',
    [versionId],
  );
  const plan = planFlow(row!.content, engine.nodes);
  const [oldest] = known.keys();
  if (known.size >= MOST_PLANS && oldest) known.delete(oldest);
  known.set(versionId, plan);
  return plan;
}
