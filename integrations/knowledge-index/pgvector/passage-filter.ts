import type { IndexFilter } from '../../../knowledge/index/index.port.ts';
import type { PassagePayload } from '../../../knowledge/index/passage.ts';

/** The rule of `filterSql` for a payload in hand. */
export function allows(filter: IndexFilter, payload: PassagePayload): boolean {
  const { access, at, categories, tags } = filter;
  return (
    overlaps(payload.visibility, access) &&
    (payload.validFrom === null || payload.validFrom <= at) &&
    (payload.validUntil === null || payload.validUntil > at) &&
    (categories === undefined || overlaps(payload.categories, categories)) &&
    (tags === undefined || overlaps(payload.tags, tags))
  );
}

function overlaps(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}
