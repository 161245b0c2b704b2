import type { ProposedChange, RecordRef } from '../../kernel/contracts/chat.ts';
import type { Cell } from '../../kernel/contracts/reports.ts';

/** One field of a record that exists: before → after, in the person's words. */
export function changeOf(ref: RecordRef, field: string, before: Cell, after: Cell): ProposedChange {
  return { entity: ref.entity, record_id: ref.id, record_label: ref.label, field, before, after };
}

/** The fields of a record that will be made; empty ones are left out. */
export function newRecord(
  entity: string,
  label: string,
  fields: Readonly<Record<string, Cell | undefined>>,
): ProposedChange[] {
  return Object.entries(fields).flatMap(([field, after]) =>
    after === undefined || after === null || after === ''
      ? []
      : [{ entity, record_id: null, record_label: label, field, before: null, after }],
  );
}

/** The snapshot entry of a record a card was made from. */
export function versionOf(entity: string, view: { readonly id: string; readonly version: number }) {
  return { [`${entity}:${view.id}`]: view.version };
}
