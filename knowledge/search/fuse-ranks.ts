/**
 * Reciprocal rank fusion: an entry scores Σ 1 / (k + place) over the lists it is in, places counted from 0. Best first;
 * equal scores in the order of their ids. `k` is 2, the default of Qdrant, so that all indexes fuse alike.
 */
export function fuseRanks<T extends { readonly id: string }>(
  lists: readonly (readonly T[])[],
  k = 2,
): (T & { score: number })[] {
  const fused = new Map<string, T & { score: number }>();
  for (const list of lists)
    for (const [place, entry] of list.entries()) {
      const score = (fused.get(entry.id)?.score ?? 0) + 1 / (k + place);
      fused.set(entry.id, { ...(fused.get(entry.id) ?? entry), score });
    }
  return [...fused.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
