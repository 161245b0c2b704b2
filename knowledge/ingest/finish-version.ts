import { query, queryOne } from '../../db/query.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { bandsOf } from '../chunk/shingles.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { refreshIndex } from './refresh-index.job.ts';
import { removeFromIndex } from './remove-from-index.job.ts';
import { tellProgress } from './tell-progress.ts';

interface Finished {
  readonly document_id: string;
  readonly passages: number;
  readonly number: number;
  readonly former_id: string | null;
  readonly text_hash: string | null;
  readonly signature: number[] | null;
}

/**
 * Makes a version that is wholly in the index the one that is searched, in one transaction; the former one leaves the index
 * in the background. A version that was replaced meanwhile leaves it too.
 */
export async function finishVersion(outer: WriteScope, versionId: string): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await queryOne<Finished>(
      scope.em,
      `select v.document_id, v.passages, v.number, d.current_version_id as former_id, v.text_hash, v.signature
       from knowledge_version v join knowledge_document d on d.id = v.document_id
       where v.id = $1 and v.status = 'indexing' for update of v, d`,
      [versionId],
    );
    if (!row) {
      await scope.jobs.enqueue(scope.em, removeFromIndex, { document_ids: [], version_ids: [versionId] });
      return;
    }
    const now = scope.clock.now();
    await query(scope.em, "update knowledge_version set status = 'ready', finished_at = $2 where id = $1", [
      versionId,
      now,
    ]);
    await query(
      scope.em,
      `update knowledge_document set current_version_id = $2, passages = $3, text_hash = $4, status = 'ready', updated_at = $5,
         confirmed_at = $5, version = version + 1 where id = $1`,
      [row.document_id, versionId, row.passages, row.text_hash, now],
    );
    await storeBands(scope, row);
    if (row.former_id && row.former_id !== versionId) await retire(scope, row.former_id);
    appendAudit(scope, {
      action: 'document.indexed',
      entity: 'document',
      entityId: row.document_id,
      after: { version: row.number, passages: row.passages },
    });
    // Who may read it could have changed while it was being indexed.
    await scope.jobs.enqueue(
      scope.em,
      refreshIndex,
      { document_id: row.document_id },
      { singletonKey: row.document_id },
    );
    scope.events.publish('knowledge.document_changed', { id: row.document_id, change: 'updated' });
    const { passages } = row;
    tellProgress(scope, { documentId: row.document_id, versionId, status: 'ready', done: passages, total: passages });
  });
}

/** The former version keeps its file and its figures; its passages go. */
async function retire(scope: WriteScope, versionId: string): Promise<void> {
  await query(scope.em, "update knowledge_version set status = 'superseded' where id = $1", [versionId]);
  await query(scope.em, 'delete from knowledge_section where version_id = $1', [versionId]);
  await scope.jobs.enqueue(scope.em, removeFromIndex, { document_ids: [], version_ids: [versionId] });
}

async function storeBands(scope: WriteScope, row: Finished): Promise<void> {
  await query(scope.em, 'delete from knowledge_fingerprint where document_id = $1', [row.document_id]);
  if (!row.signature) return;
  await query(
    scope.em,
    `insert into knowledge_fingerprint (document_id, band, value)
     select $1::uuid, (ordinality - 1)::smallint, value::bigint from unnest($2::text[]) with ordinality as b (value, ordinality)`,
    [row.document_id, bandsOf(row.signature)],
  );
}
