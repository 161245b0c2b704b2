import type { Schemas } from '@qdrant/js-client-rest';
import type { IndexedPassage, PassagePayload, ScoredPassage } from '../../../knowledge/index/passage.ts';

export const DENSE = 'dense';
export const SPARSE = 'bm25';

/** Bounds for passages that are valid always and for ever, in milliseconds: ranges then need no «or is empty». */
const ALWAYS = 0;
const FOR_EVER = 253_402_300_799_000;

/** A passage's payload as Qdrant stores it. Moments are milliseconds. */
export interface PointPayload {
  readonly document_id: string;
  readonly version_id: string;
  readonly parent_id: string | null;
  readonly text: string;
  readonly title: string;
  readonly heading: string;
  readonly visibility: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly valid_from: number;
  readonly valid_until: number;
}

export function toPoint(passage: IndexedPassage, withDense: boolean): Schemas['PointStruct'] {
  const { sparse, dense } = passage;
  const payload: PointPayload = {
    document_id: passage.documentId,
    version_id: passage.versionId,
    parent_id: passage.parentId,
    text: passage.text,
    title: passage.title,
    heading: passage.heading,
    ...payloadFields(passage.payload),
  };
  return {
    id: passage.id,
    vector: {
      [SPARSE]: { indices: [...sparse.indices], values: [...sparse.values] },
      ...(withDense && dense ? { [DENSE]: [...dense] } : {}),
    },
    payload: { ...payload },
  };
}

type Access = Pick<PointPayload, 'visibility' | 'categories' | 'tags' | 'valid_from' | 'valid_until'>;

function payloadFields(payload: PassagePayload): Access {
  return {
    visibility: payload.visibility,
    categories: payload.categories,
    tags: payload.tags,
    valid_from: payload.validFrom?.getTime() ?? ALWAYS,
    valid_until: payload.validUntil?.getTime() ?? FOR_EVER,
  };
}

/** Only the parts that are named. */
export function changedFields(payload: Partial<PassagePayload>): Partial<Access> {
  const { visibility, categories, tags, validFrom, validUntil } = payload;
  return {
    ...(visibility === undefined ? {} : { visibility }),
    ...(categories === undefined ? {} : { categories }),
    ...(tags === undefined ? {} : { tags }),
    ...(validFrom === undefined ? {} : { valid_from: validFrom?.getTime() ?? ALWAYS }),
    ...(validUntil === undefined ? {} : { valid_until: validUntil?.getTime() ?? FOR_EVER }),
  };
}

export function toPassage(point: Pick<Schemas['ScoredPoint'], 'id' | 'payload' | 'score'>): ScoredPassage {
  const payload = point.payload as unknown as PointPayload;
  return {
    id: String(point.id),
    documentId: payload.document_id,
    versionId: payload.version_id,
    parentId: payload.parent_id,
    text: payload.text,
    title: payload.title,
    heading: payload.heading,
    payload: {
      visibility: payload.visibility,
      categories: payload.categories,
      tags: payload.tags,
      validFrom: payload.valid_from === ALWAYS ? null : new Date(payload.valid_from),
      validUntil: payload.valid_until === FOR_EVER ? null : new Date(payload.valid_until),
    },
    score: point.score,
  };
}
