import { query } from '../../db/query.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { likenessOf } from '../chunk/shingles.ts';
import { NEAR_DUPLICATE } from './near-duplicate.ts';

export interface DuplicatePair {
  readonly a: string;
  readonly b: string;
  /** Share of their text that is the same, 0-1. */
  readonly share: number;
}

interface Candidate {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly a_signature: number[] | null;
  readonly b_signature: number[] | null;
}

const MOST = 2000;

/**
 * Documents with the same or nearly the same text. Pairs that share a band of their MinHash are compared; `documentId`
 * looks for the doubles of one document only.
 */
export async function findDuplicates(scope: Pick<ReadScope, 'em'>, documentId?: string): Promise<DuplicatePair[]> {
  const one = documentId ? 'and (a.document_id = $1 or b.document_id = $1)' : '';
  const rows = await query<Candidate>(
    scope.em,
    `with pair as (
       select distinct a.document_id as a, b.document_id as b from knowledge_fingerprint a
       join knowledge_fingerprint b on b.band = a.band and b.value = a.value and b.document_id > a.document_id where true ${one}
       union
       select x.id, y.id from knowledge_document x join knowledge_document y on y.text_hash = x.text_hash and y.id > x.id
       ${documentId ? 'where x.id = $1 or y.id = $1' : ''}
       limit ${MOST})
     select pair.a, pair.b, da.text_hash is not distinct from db.text_hash as same, va.signature as a_signature, vb.signature as b_signature
     from pair join knowledge_document da on da.id = pair.a join knowledge_document db on db.id = pair.b
     join knowledge_version va on va.id = da.current_version_id join knowledge_version vb on vb.id = db.current_version_id
     order by pair.a, pair.b`,
    documentId ? [documentId] : [],
  );
  return rows.flatMap(({ a, b, same, a_signature, b_signature }) => {
    const share = same ? 1 : a_signature && b_signature ? likenessOf(a_signature, b_signature) : 0;
    return share >= NEAR_DUPLICATE ? [{ a, b, share }] : [];
  });
}
