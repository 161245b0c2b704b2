import { query, queryOne } from '../../db/query.ts';
import type { DocumentFields } from '../../kernel/contracts/knowledge.ts';
import { newId } from '../../kernel/ids.ts';
import { searchText } from '../../kernel/search-text.ts';
import { AppError } from '../../kernel/errors.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { CutDocument } from '../chunk/cut-document.ts';
import { checkFields } from '../documents/check-fields.ts';
import type { WriteScope } from '../knowledge-scope.ts';

const ROWS_AT_ONCE = 1000;

interface Target {
  readonly document_id: string;
  readonly number: number;
  readonly given: string[];
  readonly source: string;
  readonly current_version_id: string | null;
}

/** Stores what was cut from a version, in the place of what an earlier try stored, and what the file says about itself. */
export async function storePassages(outer: WriteScope, versionId: string, document: CutDocument): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const target = await queryOne<Target>(
      scope.em,
      `select v.document_id, v.number, v.given, d.source, d.current_version_id from knowledge_version v
       join knowledge_document d on d.id = v.document_id where v.id = $1 and v.status = 'reading' for update of v, d`,
      [versionId],
    );
    if (!target) return;
    await query(scope.em, 'delete from knowledge_section where version_id = $1', [versionId]);
    await insertAll(scope, target.document_id, versionId, document);
    const warnings = [...document.warnings, ...(await describeDocument(scope, target, document))];
    await query(
      scope.em,
      `update knowledge_version set status = 'indexing', format = $2, passages = $3, indexed = 0, characters = $4, text_hash = $5,
         signature = $6::jsonb, warnings = $7::jsonb, changes = $8::jsonb, problem = null where id = $1`,
      [
        versionId,
        document.format,
        document.passages,
        document.characters,
        document.textHash,
        document.signature && JSON.stringify(document.signature),
        JSON.stringify(warnings),
        JSON.stringify(await countChanges(scope, versionId, target.current_version_id)),
      ],
    );
  });
}

async function insertAll(
  scope: WriteScope,
  documentId: string,
  versionId: string,
  document: CutDocument,
): Promise<void> {
  const sections: object[] = [];
  const passages: object[] = [];
  for (const [index, section] of document.sections.entries()) {
    const id = newId();
    const { heading, text, page } = section;
    sections.push({ id, version_id: versionId, position: index + 1, heading, text, page });
    for (const passage of section.passages)
      passages.push({
        id: newId(),
        document_id: documentId,
        version_id: versionId,
        section_id: id,
        position: passages.length + 1,
        heading,
        question: passage.question,
        also: passage.also,
        text: passage.text,
        topic: passage.topic,
        text_hash: passage.textHash,
        page,
      });
  }
  await insertRows(scope, 'knowledge_section', sections);
  await insertRows(scope, 'knowledge_passage', passages);
}

async function insertRows(scope: WriteScope, table: string, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await query(scope.em, `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
      JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE)),
    ]);
}

/**
 * Gives a document the title, category, tags, readers and days its file names, unless a person gave them. Later versions
 * only do so for folders, where the file is the truth. A document nobody limited is open to all colleagues.
 */
async function describeDocument(scope: WriteScope, target: Target, document: CutDocument): Promise<string[]> {
  const first = target.number === 1;
  if (!first && target.source !== 'folder' && target.source !== 'library') return [];
  const warnings: string[] = [];
  const said: DocumentFields = { ...(document.title ? { title: document.title } : {}), ...document.fields };
  const fields = Object.fromEntries(
    Object.entries(said).filter(([name, value]) => value !== undefined && !target.given.includes(name)),
  ) as DocumentFields;
  try {
    await checkFields(scope, fields);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    warnings.push(`文件开头写的信息没有采用：${thrown.sentence('zh')}`);
    delete fields.visibility;
    delete fields.valid_from;
    delete fields.valid_until;
  }
  // A limit that could not be read must not become an opening: only who gave none opens to all.
  const limited = document.warnings.some((warning) => warning.includes('“visibility”')) || warnings.length > 0;
  await query(
    scope.em,
    `update knowledge_document set title = coalesce($2, title), search_text = coalesce($3, search_text),
       category = case when $4 then $5 else category end, tags = coalesce($6::text[], tags),
       visibility = coalesce($7::text[], case when visibility = '{}' and not $8 then array['all'] else visibility end),
       valid_from = coalesce($9::date, valid_from), valid_until = coalesce($10::date, valid_until), version = version + 1
     where id = $1`,
    [
      target.document_id,
      fields.title ?? null,
      fields.title ? searchText(fields.title) : null,
      fields.category !== undefined,
      fields.category || null,
      fields.tags ? [...new Set(fields.tags)] : null,
      fields.visibility ? [...new Set(fields.visibility)].toSorted() : null,
      limited,
      fields.valid_from ?? null,
      fields.valid_until ?? null,
    ],
  );
  return limited ? [...warnings, '暂时只有您和管理员可以看到，请在资料信息里设置可见范围。'] : warnings;
}

/** Passages of two versions compared by their text, each as often as it stands there. */
async function countChanges(
  scope: WriteScope,
  versionId: string,
  formerId: string | null,
): Promise<{ added: number; removed: number; kept: number } | null> {
  if (!formerId) return null;
  const row = await queryOne<{ added: number; removed: number; kept: number }>(
    scope.em,
    `with n as (select text_hash, count(*)::int as n from knowledge_passage where version_id = $1 group by 1),
       o as (select text_hash, count(*)::int as n from knowledge_passage where version_id = $2 group by 1)
     select coalesce(sum(greatest(coalesce(n.n, 0) - coalesce(o.n, 0), 0)), 0)::int as added,
       coalesce(sum(greatest(coalesce(o.n, 0) - coalesce(n.n, 0), 0)), 0)::int as removed,
       coalesce(sum(least(coalesce(n.n, 0), coalesce(o.n, 0))), 0)::int as kept
     from n full join o using (text_hash)`,
    [versionId, formerId],
  );
  return row ?? null;
}
