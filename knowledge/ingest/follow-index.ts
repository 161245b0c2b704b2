import { query } from '../../db/query.ts';
import type { KnowledgeEngine } from '../engine.ts';
import type { IndexedPassage } from '../index/passage.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import {
  INDEXED_DOCUMENT,
  passageOf,
  payloadOf,
  PASSAGE_ROW,
  readDocument,
  type IndexedDocument,
  type PassageRow,
} from './index-version.ts';

/** Tells the index who may read a document now; one that is gone leaves it. */
export async function followDocument(
  scope: Pick<WriteScope, 'em'>,
  engine: KnowledgeEngine,
  documentId: string,
): Promise<void> {
  const document = await readDocument(scope, documentId);
  if (document) await engine.index.setPayload(documentId, payloadOf(document));
  else await engine.index.deleteByDocument([documentId]);
}

/** Takes deleted documents and replaced versions out of the index. */
export async function removePassages(
  engine: KnowledgeEngine,
  gone: { readonly document_ids: readonly string[]; readonly version_ids: readonly string[] },
): Promise<void> {
  if (gone.document_ids.length > 0) await engine.index.deleteByDocument(gone.document_ids);
  if (gone.version_ids.length > 0) await engine.index.deleteByVersion(gone.version_ids);
}

const BATCH = 200;

/** Makes the index anew from all current versions; searches go on meanwhile. */
export async function rebuildFromDocuments(
  scope: Pick<WriteScope, 'em'>,
  engine: KnowledgeEngine,
  signal?: AbortSignal,
): Promise<void> {
  await engine.index.rebuild({
    batches: () => batchesOf(scope, engine, signal),
    existing: async (ids) => {
      const rows = await query<{ id: string }>(
        scope.em,
        `select p.id from knowledge_passage p join knowledge_document d on d.id = p.document_id
         where p.id = any($1::uuid[])`,
        [[...ids]],
      );
      return new Set(rows.map((row) => row.id));
    },
  });
}

async function* batchesOf(
  scope: Pick<WriteScope, 'em'>,
  engine: KnowledgeEngine,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly IndexedPassage[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await query<PassageRow & { document: IndexedDocument }>(
      scope.em,
      `select ${PASSAGE_ROW}, (select to_jsonb(x) from (select ${INDEXED_DOCUMENT}) x) as document
       from knowledge_passage p join knowledge_document d on d.id = p.document_id and d.current_version_id = p.version_id
       where p.id > $1 order by p.id limit ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield await engine.vectorise(
      rows.map((row) => passageOf(row, row.document)),
      signal,
    );
    after = last.id;
  }
}
