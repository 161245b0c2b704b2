import { query, queryOne } from '../../db/query.ts';
import { dayToInstant } from '../../kernel/time-phrases/local-day.ts';
import { documentKeysOf } from '../documents/access.ts';
import type { KnowledgeEngine } from '../engine.ts';
import { knowledgeError } from '../errors.ts';
import type { Passage, PassagePayload } from '../index/passage.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { tellProgress } from './tell-progress.ts';

const BATCH = 100;
const DAY_MS = 86_400_000;

/** A document as its passages carry it into the index. */
export interface IndexedDocument {
  readonly id: string;
  readonly title: string;
  readonly category: string | null;
  readonly tags: string[];
  readonly visibility: string[];
  readonly owner: string | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

export const INDEXED_DOCUMENT = `d.id, d.title, d.category, d.tags, d.visibility, d.owner_id as owner, d.valid_from::text, d.valid_until::text`;

/** A passage row as the index takes it. */
export interface PassageRow {
  readonly id: string;
  readonly document_id: string;
  readonly version_id: string;
  readonly section_id: string;
  readonly position: number;
  readonly heading: string;
  readonly question: string | null;
  readonly also: string[];
  readonly text: string;
}

export const PASSAGE_ROW =
  'p.id, p.document_id, p.version_id, p.section_id, p.position, p.heading, p.question, p.also, p.text';

/** Who may be told a document's passages, when, and what they belong to. */
export function payloadOf(document: IndexedDocument): PassagePayload {
  return {
    visibility: documentKeysOf(document),
    categories: document.category ? [document.category] : [],
    tags: document.tags,
    validFrom: document.valid_from ? dayToInstant(document.valid_from) : null,
    // The last day counts whole.
    validUntil: document.valid_until ? new Date(dayToInstant(document.valid_until).getTime() + DAY_MS) : null,
  };
}

/** A stored passage as the index takes it: a pair is found by its question in all its wordings. */
export function passageOf(row: PassageRow, document: IndexedDocument): Passage {
  return {
    id: row.id,
    documentId: row.document_id,
    versionId: row.version_id,
    parentId: row.section_id,
    text: row.text,
    title: document.title,
    heading: row.question ? [row.question, ...row.also].join(' / ') : row.heading,
    payload: payloadOf(document),
  };
}

/**
 * Puts the passages of a version into the index, a hundred at a time, each batch with the progress behind it. Ends quietly
 * when the version was replaced meanwhile.
 *
 * @throws AppError `knowledge.interrupted` (transient), and what the index and the embedding endpoint say
 */
export async function indexVersion(
  scope: WriteScope,
  engine: KnowledgeEngine,
  version: { readonly id: string; readonly documentId: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    if (signal?.aborted) throw knowledgeError('knowledge.interrupted');
    const state = await queryOne<{ indexed: number; passages: number }>(
      scope.em,
      "select indexed, passages from knowledge_version where id = $1 and status = 'indexing'",
      [version.id],
    );
    if (!state || state.indexed >= state.passages) return;
    const document = await readDocument(scope, version.documentId);
    const rows = await query<PassageRow>(
      scope.em,
      `select ${PASSAGE_ROW} from knowledge_passage p where p.version_id = $1 and p.position > $2 order by p.position limit ${BATCH}`,
      [version.id, state.indexed],
    );
    const last = rows.at(-1);
    if (!document || !last) return;
    await engine.index.upsert(
      await engine.vectorise(
        rows.map((row) => passageOf(row, document)),
        signal,
      ),
    );
    await query(
      scope.em,
      "update knowledge_version set indexed = $2 where id = $1 and status = 'indexing' and indexed = $3",
      [version.id, last.position, state.indexed],
    );
    tellProgress(scope, {
      documentId: version.documentId,
      versionId: version.id,
      status: 'indexing',
      done: last.position,
      total: state.passages,
    });
  }
}

/** What the index is told of a document; undefined when it is gone. */
export async function readDocument(scope: Pick<WriteScope, 'em'>, id: string): Promise<IndexedDocument | undefined> {
  return await queryOne<IndexedDocument>(
    scope.em,
    `select ${INDEXED_DOCUMENT} from knowledge_document d where d.id = $1`,
    [id],
  );
}
