import type { Schemas } from '@qdrant/js-client-rest';
import type { IndexFilter } from '../../../knowledge/index/index.port.ts';

/** What a reader may be shown, in Qdrant's words. */
export function toFilter(filter: IndexFilter): Schemas['Filter'] {
  const at = filter.at.getTime();
  const any = (key: string, values: readonly string[]) => ({ key, match: { any: [...values] } });
  return {
    must: [
      any('visibility', filter.access),
      { key: 'valid_from', range: { lte: at } },
      { key: 'valid_until', range: { gt: at } },
      ...(filter.categories ? [any('categories', filter.categories)] : []),
      ...(filter.tags ? [any('tags', filter.tags)] : []),
      ...(filter.documentIds ? [any('document_id', filter.documentIds)] : []),
    ],
  };
}

/** All points of these documents or versions. */
export function pointsOf(key: 'document_id' | 'version_id', ids: readonly string[]): Schemas['Filter'] {
  return { must: [{ key, match: { any: [...ids] } }] };
}
