import { isVisible } from '../../domain/visible-rows.ts';
import type { GazetteerEntry } from '../../integrations/understanding/gazetteer/gazetteer-entry.ts';
import type { Actor } from '../../kernel/actor.ts';

/** Kinds whose names everybody in the organisation knows. */
const OPEN_KINDS: ReadonlySet<string> = new Set([
  'person',
  'team',
  'product',
  'tag',
  'region',
  'sector',
  'source',
  'series',
  'stage',
  'lead_status',
  'activity_kind',
]);

/** Which names may be offered to the actor as a choice: open words, and records within their data scope. */
export function visibleTo(actor: Actor): (entry: GazetteerEntry) => boolean {
  return (entry) =>
    OPEN_KINDS.has(entry.kind) || isVisible(actor, { owner: entry.ownerId ?? null, team: entry.teamId ?? null });
}
