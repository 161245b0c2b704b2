import { Params, query } from '../../db/query.ts';
import { accessKeysOf, readableBy } from '../documents/access.ts';
import type { ReadScope } from '../knowledge-scope.ts';

export interface ExpectedAnswer {
  readonly document_id: string | null;
  /** Path of an imported file or title of the document. */
  readonly document: string | null;
  readonly anchor: string | null;
}

export interface RightPassages {
  /** `undefined` when the document is not there or not open to whoever measures. */
  readonly documentId: string | undefined;
  readonly passages: ReadonlySet<string>;
}

interface Row {
  readonly id: string;
  readonly document_id: string;
  readonly text: string;
  readonly question: string | null;
  readonly section: string;
}

/**
 * The passages that answer a question: those of the document that hold the anchor, or, when it lies across two passages,
 * those whose section holds it. Without an anchor every passage of the document does.
 */
export async function rightPassages(scope: ReadScope, expected: ExpectedAnswer): Promise<RightPassages> {
  const params = new Params();
  const name = params.add(expected.document);
  const rows = await query<Row>(
    scope.em,
    `select p.id, p.document_id, p.text, p.question, s.heading || ' ' || s.text as section from knowledge_passage p
     join knowledge_section s on s.id = p.section_id
     join knowledge_document d on d.id = p.document_id and d.current_version_id = p.version_id
     where d.id = (select d.id from knowledge_document d where d.status = 'ready' and ${readableBy(accessKeysOf(scope.actor), 'd', params)}
       and (d.id = ${params.add(expected.document_id)}::uuid or (${name}::text is not null
         and (d.title = ${name} or right(d.source_key, length(${name}) + 1) in ('/' || ${name}, ':' || ${name}))))
       order by d.id limit 1)`,
    params.values,
  );
  const documentId = rows[0]?.document_id;
  if (!expected.anchor) return { documentId, passages: new Set(rows.map((row) => row.id)) };
  const anchor = inOneForm(expected.anchor);
  const holds = (text: (row: Row) => string): string[] =>
    rows.filter((row) => inOneForm(text(row)).includes(anchor)).map((row) => row.id);
  const exact = holds((row) => row.text);
  const asked = exact.length > 0 ? exact : holds((row) => row.question ?? '');
  return { documentId, passages: new Set(asked.length > 0 ? asked : holds((row) => row.section)) };
}

/** Marks, blanks and forms of characters do not count. */
function inOneForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
