import { Params, queryOne } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../crm-scope.ts';
import { qualityError } from '../quality/errors.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';

export interface DecideDuplicateInput {
  readonly id: string;
  /** `dismissed`: they are two; `open`: look again. */
  readonly status: 'dismissed' | 'open';
  readonly note?: string | undefined;
}

/**
 * Settles a pair as no duplicate, or opens it again. Repeating it changes nothing.
 *
 * @throws AppError `crm.candidate_not_found` also when the person sees neither record, `crm.candidate_settled`
 */
export async function decideDuplicate(outer: WriteScope, input: DecideDuplicateInput): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const pair = await queryOne<{ entity: QualityEntity; status: string; left_id: string; right_id: string }>(
      scope.em,
      'select entity, status, left_id, right_id from duplicate_candidate where id = $1 for update',
      [input.id],
    );
    if (!pair || !(await seesOne(scope, pair))) throw qualityError('crm.candidate_not_found');
    if (pair.status === 'merged') throw qualityError('crm.candidate_settled');
    if (pair.status === input.status) return;
    const dismissed = input.status === 'dismissed';
    await queryOne(
      scope.em,
      `update duplicate_candidate set status = $2, decided_by_id = $3, decided_at = $4, note = $5, updated_at = $6 where id = $1`,
      [
        input.id,
        input.status,
        dismissed && scope.actor.kind !== 'system' ? scope.actor.userId : null,
        dismissed ? scope.clock.now() : null,
        dismissed ? (input.note ?? null) : null,
        scope.clock.now(),
      ],
    );
    appendAudit(scope, {
      action: dismissed ? 'duplicate.dismissed' : 'duplicate.reopened',
      entity: pair.entity,
      entityId: pair.left_id,
      before: { status: pair.status },
      after: { status: input.status, other_id: pair.right_id, ...(input.note ? { note: input.note } : {}) },
    });
    await scope.em.flush();
  });
}

async function seesOne(
  scope: WriteScope,
  pair: { entity: QualityEntity; left_id: string; right_id: string },
): Promise<boolean> {
  const table = RECORD_TABLES[pair.entity];
  const params = new Params();
  const ids = params.add([pair.left_id, pair.right_id]);
  const row = await queryOne(
    scope.em,
    `select 1 as one from ${table.from} where r.id = any(${ids}::uuid[]) and ${visibleRows(scope.actor, table.owned, params)} limit 1`,
    params.values,
  );
  return row !== undefined;
}
