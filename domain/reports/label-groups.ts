import type { Group } from './group.ts';
import { EMPTY_LABEL, type Dimension } from './layer.ts';

/**
 * Writes what a person reads into each group: the word of a coded value, 未填写 for none, and a hint (team, code) behind
 * names that two records share.
 */
export function labelGroups(groups: readonly Group[], dimensions: readonly Dimension[]): void {
  for (const [at, dimension] of dimensions.entries()) {
    for (const group of groups) group.labels[at] = labelOf(dimension, group.keys[at] ?? null, group.labels[at]);
    const shared = sharedLabels(groups, at);
    for (const group of groups) {
      const label = group.labels[at] ?? '';
      const key = group.keys[at];
      if (key && shared.has(label)) group.labels[at] = `${label}（${group.hints[at] ?? key.slice(0, 8)}）`;
    }
  }
}

function labelOf(dimension: Dimension, key: string | null, label: string | undefined): string {
  if (key === null || label === undefined || label === '') return EMPTY_LABEL;
  return dimension.coded?.find(({ code }) => code === key)?.label ?? label;
}

/** Labels that stand for more than one key on a dimension. */
function sharedLabels(groups: readonly Group[], at: number): ReadonlySet<string> {
  const keyOf = new Map<string, string | null>();
  const shared = new Set<string>();
  for (const group of groups) {
    const label = group.labels[at] ?? '';
    const key = group.keys[at] ?? null;
    if (keyOf.has(label) && keyOf.get(label) !== key) shared.add(label);
    keyOf.set(label, key);
  }
  return shared;
}
