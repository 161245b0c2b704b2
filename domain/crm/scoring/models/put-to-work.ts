import { query, queryOne } from '../../../../db/query.ts';
import type { ScoreModelKind, ScoreModelStatus } from '../../../../kernel/contracts/scoring.ts';
import { appendAudit } from '../../../append-audit.ts';
import type { TellScope } from '../../crm-scope.ts';
import { scoreOpenLeadsJob } from '../score-open-leads.job.ts';
import { modelName } from './model-view.ts';

export interface ModelRow {
  readonly id: string;
  readonly number: number;
  readonly kind: ScoreModelKind;
  readonly status: ScoreModelStatus;
  readonly beats_rules: boolean;
  readonly verdict: string;
}

/** Reads a model by its id. */
export async function findModel(scope: Pick<TellScope, 'em'>, id: string): Promise<ModelRow | undefined> {
  return await queryOne<ModelRow>(
    scope.em,
    'select id, number, kind, status, beats_rules, verdict from score_model where id = $1',
    [id],
  );
}

/**
 * Makes a model the one in use, in the caller's transaction, which holds the settings alone: the former one retires, and
 * all open leads are scored again.
 */
export async function putToWork(
  scope: TellScope,
  model: Pick<ModelRow, 'id' | 'number' | 'kind'>,
  verb: 'activated' | 'rolled_back',
): Promise<void> {
  const now = scope.clock.now();
  const former = await queryOne<ModelRow>(
    scope.em,
    `update score_model set status = 'retired', retired_at = $1 where status = 'active'
     returning id, number, kind, status, beats_rules, verdict`,
    [now],
  );
  await query(
    scope.em,
    "update score_model set status = 'active', activated_at = $2, retired_at = null where id = $1",
    [model.id, now],
  );
  appendAudit(scope, {
    action: `score_model.${verb}`,
    entity: 'score_model',
    entityId: model.id,
    before: former ? { active: modelName(former) } : null,
    after: { active: modelName(model) },
  });
  scope.events.publish('crm.score_model_changed', { id: model.id, status: 'active' });
  const event = 'model_changed' as const;
  await scope.jobs.enqueue(scope.em, scoreOpenLeadsJob, { event }, { singletonKey: event });
}
