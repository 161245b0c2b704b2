import { createHash } from 'node:crypto';
import { KnowledgeDocument } from '../../db/entities/knowledge/knowledge-document.entity.ts';
import { KnowledgeVersion } from '../../db/entities/knowledge/knowledge-version.entity.ts';
import { Params, query, queryOne } from '../../db/query.ts';
import type { DocumentFields, DocumentSource } from '../../kernel/contracts/knowledge.ts';
import { newId } from '../../kernel/ids.ts';
import { searchText } from '../../kernel/search-text.ts';
import { accessKeysOf, editableBy, readableBy } from '../documents/access.ts';
import { recordDocument } from '../documents/record-document.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { ingestDocument } from './ingest-document.job.ts';

export interface AcceptFile {
  /** Name with its ending, as the format is guessed from it too. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly source: DocumentSource;
  /** Names the file where it came from: the same key again replaces its document. */
  readonly sourceKey: string | null;
  readonly fields: DocumentFields;
  readonly note?: string | undefined;
}

export interface AcceptedFile {
  readonly status: 'created' | 'replaced' | 'unchanged';
  readonly documentId: string;
  readonly versionId: string;
}

/**
 * Takes a file in, in the caller's transaction: a new document, a new version of the document with its key, or nothing
 * when it is there already. The file is kept; a job reads it.
 */
export async function acceptFile(scope: WriteScope, file: AcceptFile): Promise<AcceptedFile> {
  const contentHash = createHash('sha256').update(file.bytes).digest('hex');
  // Two uploads of one file at the same time make one document.
  await query(scope.em, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [file.sourceKey ?? contentHash]);
  const known = await findKnown(scope, file.sourceKey, contentHash);
  if (known?.content_hash === contentHash && known.version_status !== 'failed')
    return { status: 'unchanged', documentId: known.id, versionId: known.version_id };
  if (known)
    return {
      status: 'replaced',
      documentId: known.id,
      versionId: await addVersion(scope, known.id, { ...file, contentHash }),
    };
  return { status: 'created', ...(await createDocument(scope, { ...file, contentHash })) };
}

interface Known {
  readonly id: string;
  readonly version_id: string;
  readonly version_status: string;
  readonly content_hash: string;
}

/** One's document of this key, else any readable document with the same bytes. */
async function findKnown(scope: WriteScope, key: string | null, contentHash: string): Promise<Known | undefined> {
  const params = new Params();
  const columns = `select d.id, v.id as version_id, v.status as version_status, v.content_hash
    from knowledge_document d join knowledge_version v on v.id = d.latest_version_id`;
  if (key !== null) {
    const row = await queryOne<Known>(
      scope.em,
      `${columns} where d.source_key = ${params.add(key)} and ${editableBy(scope.actor, 'd', params)} order by d.id limit 1 for update of d`,
      params.values,
    );
    if (row) return row;
  }
  const others = new Params();
  return await queryOne<Known>(
    scope.em,
    `${columns} where v.content_hash = ${others.add(contentHash)} and v.status <> 'failed'
       and ${readableBy(accessKeysOf(scope.actor), 'd', others)} order by d.id limit 1`,
    others.values,
  );
}

type Hashed = AcceptFile & { readonly contentHash: string };

async function createDocument(scope: WriteScope, file: Hashed): Promise<{ documentId: string; versionId: string }> {
  const [id, versionId] = [newId(), newId()];
  const { fields } = file;
  const owner = scope.actor.kind === 'system' ? null : (fields.owner_id ?? scope.actor.userId);
  const team = owner
    ? await queryOne<{ team_id: string | null }>(scope.em, 'select team_id from app_user where id = $1', [owner])
    : undefined;
  const title = fields.title ?? titleOfFile(file.name);
  const now = scope.clock.now();
  scope.em.create(KnowledgeDocument, {
    id,
    title,
    category: fields.category || null,
    tags: [...new Set(fields.tags ?? [])],
    // Until the file has said who may read it, its owner alone does.
    visibility: [...new Set(fields.visibility ?? [])].toSorted(),
    validFrom: fields.valid_from ?? null,
    validUntil: fields.valid_until ?? null,
    source: file.source,
    sourceKey: file.sourceKey,
    status: 'processing',
    latestVersionId: versionId,
    owner,
    team: team?.team_id ?? null,
    searchText: searchText(title),
    createdAt: now,
    updatedAt: now,
  });
  await scope.em.flush();
  createVersion(scope, id, versionId, 1, file);
  recordDocument(scope, { id, change: 'created', after: { title, file_name: file.name, source: file.source } });
  await scope.jobs.enqueue(scope.em, ingestDocument, { version_id: versionId });
  return { documentId: id, versionId };
}

/** Puts a new version behind the newest one; one that still waits is given up. The document must be locked. */
export async function addVersion(scope: WriteScope, documentId: string, file: Hashed): Promise<string> {
  const versionId = newId();
  await query(
    scope.em,
    "update knowledge_version set status = 'superseded', finished_at = $2 where document_id = $1 and status in ('waiting', 'reading', 'indexing')",
    [documentId, scope.clock.now()],
  );
  const row = await queryOne<{ number: number }>(
    scope.em,
    `update knowledge_document set latest_version_id = $2, version_count = version_count + 1, updated_at = $3, version = version + 1,
       status = case when current_version_id is null then 'processing' else status end
     where id = $1 returning version_count as number`,
    [documentId, versionId, scope.clock.now()],
  );
  createVersion(scope, documentId, versionId, row?.number ?? 1, file);
  recordDocument(scope, {
    id: documentId,
    change: 'updated',
    verb: 'version_added',
    after: { number: row?.number, file_name: file.name, note: file.note ?? null },
  });
  await scope.jobs.enqueue(scope.em, ingestDocument, { version_id: versionId });
  return versionId;
}

function createVersion(scope: WriteScope, documentId: string, id: string, number: number, file: Hashed): void {
  scope.em.create(KnowledgeVersion, {
    id,
    document: documentId,
    number,
    fileName: file.name.slice(-255),
    format: null,
    size: file.bytes.length,
    content: Buffer.from(file.bytes),
    contentHash: file.contentHash,
    status: 'waiting',
    warnings: [],
    given: Object.keys(file.fields),
    note: file.note ?? null,
    createdBy: scope.actor.kind === 'system' ? null : scope.actor.userId,
    createdAt: scope.clock.now(),
  });
}

/** The name of a file without folders and ending. */
export function titleOfFile(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? name;
  return (
    base
      .replace(/\.[a-z0-9]{1,8}$/i, '')
      .trim()
      .slice(0, 200) || '未命名资料'
  );
}
