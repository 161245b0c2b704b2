import { LockMode } from '@mikro-orm/core';
import { KnowledgeDocument } from '../../db/entities/knowledge/knowledge-document.entity.ts';
import { Params, queryOne } from '../../db/query.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { accessKeysOf, editableBy, readableBy } from './access.ts';

/** A document for writing, locked until the end of the transaction. */
export async function lockDocument(scope: ReadScope, id: string, version?: number) {
  const params = new Params();
  const allowed = await queryOne<{ editable: boolean }>(
    scope.em,
    `select ${editableBy(scope.actor, 'd', params)} as editable from knowledge_document d
     where d.id = ${params.add(id)} and ${readableBy(accessKeysOf(scope.actor), 'd', params)} for update`,
    params.values,
  );
  if (!allowed) throw knowledgeError('knowledge.document_not_found', { details: { id } });
  if (!allowed.editable) throw knowledgeError('knowledge.not_editable');
  const row = await scope.em.findOneOrFail(
    KnowledgeDocument,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (version !== undefined && version !== row.version)
    throw knowledgeError('knowledge.stale_version', {
      details: { current_version: row.version, given_version: version },
    });
  return row;
}
