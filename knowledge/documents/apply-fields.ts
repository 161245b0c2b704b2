import type { DocumentFields } from '../../kernel/contracts/knowledge.ts';

export type GivenFields = DocumentFields;

/** The part of a document row that fields are written to. */
interface FieldRow {
  title: string;
  category?: string | null;
  tags: string[];
  visibility: string[];
  validFrom?: string | null;
  validUntil?: string | null;
  owner?: string | null;
  team?: string | null;
}

/** Writes the given fields onto a document and answers what changed. A field that is left out stays. */
export function applyFields(
  row: FieldRow,
  fields: GivenFields,
  team: string | null | undefined,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const set = <K extends keyof FieldRow>(name: string, key: K, value: FieldRow[K] | undefined): void => {
    if (value === undefined) return;
    const old = row[key] ?? null;
    if (JSON.stringify(old) === JSON.stringify(value)) return;
    before[name] = old;
    after[name] = value;
    row[key] = value;
  };
  set('title', 'title', fields.title);
  set('category', 'category', fields.category === '' ? null : fields.category);
  set('tags', 'tags', fields.tags && [...new Set(fields.tags)]);
  set('visibility', 'visibility', fields.visibility && [...new Set(fields.visibility)].toSorted());
  set('valid_from', 'validFrom', fields.valid_from);
  set('valid_until', 'validUntil', fields.valid_until);
  set('owner_id', 'owner', fields.owner_id);
  if (team !== undefined) row.team = team;
  return { before, after };
}
