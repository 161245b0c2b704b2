import { query, queryOne } from '../../../db/query.ts';
import {
  QUALITY_ENTITIES,
  type ChangeQualityRules,
  type QualityEntity,
  type QualityRules,
} from '../../../kernel/contracts/data-quality.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import type { ReadScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { readWeights } from './check-records.ts';
import { COMPLETENESS_FIELDS } from './completeness.ts';
import { qualityError } from './errors.ts';
import { readRule } from './list-quality.ts';
import { noteAll } from './recheck-records.ts';
import { refreshQualityJob } from './refresh-quality.job.ts';

/** The rules of all kinds of records; every field that can count is there, with weight 0 when it does not. */
export async function listQualityRules(scope: Pick<ReadScope, 'em'>): Promise<QualityRules[]> {
  const rules: QualityRules[] = [];
  for (const entity of QUALITY_ENTITIES) rules.push(await readRules(scope, entity));
  return rules;
}

async function readRules(scope: Pick<ReadScope, 'em'>, entity: QualityEntity): Promise<QualityRules> {
  const weights = await readWeights(scope, entity);
  const fields = Object.entries(COMPLETENESS_FIELDS[entity]).map(([field, { label }]) => ({
    field,
    label,
    weight: weights.get(field) ?? 0,
  }));
  return { entity, ...(await readRule(scope, entity)), fields };
}

/**
 * Changes the rules of one kind of record. New weights have all its records looked at anew in the background.
 *
 * @throws AppError `crm.stale_version`, `crm.quality_unknown_field`
 */
export async function changeQualityRules(
  outer: Scope,
  input: ChangeQualityRules & { readonly entity: QualityEntity },
): Promise<QualityRules> {
  return await inTransaction(outer, async (scope) => {
    await queryOne(scope.em, 'select 1 as one from quality_rule where entity = $1 for update', [input.entity]);
    const before = await readRules(scope, input.entity);
    requireVersion(before, input.version);
    const known = COMPLETENESS_FIELDS[input.entity];
    const unknown = Object.keys(input.weights ?? {}).find((field) => !(field in known));
    if (unknown) {
      const allowed = Object.keys(known).join('、');
      throw qualityError('crm.quality_unknown_field', { details: { field: unknown, allowed } });
    }
    await query(
      scope.em,
      `update quality_rule set stale_days = $2, incomplete_below = $3, updated_at = $4, version = version + 1 where entity = $1`,
      [
        input.entity,
        input.stale_days ?? before.stale_days,
        input.incomplete_below ?? before.incomplete_below,
        scope.clock.now(),
      ],
    );
    if (input.weights) await writeWeights(scope, input.entity, input.weights);
    const after = await readRules(scope, input.entity);
    appendAudit(scope, {
      action: 'quality_rule.updated',
      entity: 'quality_rule',
      entityId: input.entity,
      before,
      after,
    });
    await scope.em.flush();
    return after;
  });
}

async function writeWeights(
  scope: Scope,
  entity: QualityEntity,
  weights: Readonly<Record<string, number>>,
): Promise<void> {
  await query(
    scope.em,
    `insert into completeness_field (entity, field, weight) select $1, f.field, f.weight from unnest($2::text[], $3::int[]) as f(field, weight)
     on conflict (entity, field) do update set weight = excluded.weight`,
    [entity, Object.keys(weights), Object.values(weights)],
  );
  await noteAll(scope, entity);
  await scope.jobs.enqueue(scope.em, refreshQualityJob, {}, { singletonKey: 'refresh-quality' });
}
