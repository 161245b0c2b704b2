import { query } from '../../../db/query.ts';
import { QUALITY_ENTITIES, type QualityEntity, type QualityProgress } from '../../../kernel/contracts/data-quality.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { readProgress } from './read-progress.ts';
import { refreshQualityJob } from './refresh-quality.job.ts';

/**
 * Has every record of a kind (or all kinds) looked at anew in the background: its keys, duplicates and completeness.
 * Records that wait already are not added twice.
 */
export async function recheckRecords(
  outer: Scope,
  input: { readonly entity?: QualityEntity | undefined },
): Promise<QualityProgress> {
  return await inTransaction(outer, async (scope) => {
    const entities = input.entity ? [input.entity] : QUALITY_ENTITIES;
    for (const entity of entities) await noteAll(scope, entity);
    appendAudit(scope, { action: 'quality.rechecked', entity: 'quality', entityId: null, after: { entities } });
    await scope.jobs.enqueue(scope.em, refreshQualityJob, {}, { singletonKey: 'refresh-quality' });
    return await readProgress(scope);
  });
}

/** Notes all records of a kind as waiting. */
export async function noteAll(scope: Pick<Scope, 'em'>, entity: QualityEntity): Promise<void> {
  await query(
    scope.em,
    `insert into quality_pending (entity, entity_id) select $1, r.id from ${entity} r
     where not exists (select 1 from quality_pending p where p.entity = $1 and p.entity_id = r.id) order by r.id`,
    [entity],
  );
}
