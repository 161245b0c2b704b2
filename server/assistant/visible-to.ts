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
  'lead_grade',
  'activity_kind',
]);

/** Which names may be offered to the actor as a choice: open words, and records within their data scope. */
export function visibleTo(actor: Actor): (entry: GazetteerEntry) => boolean {
  return (entry) => {
    // A segment is its maker's; one that is shared has no owner here.
    if (entry.kind === 'segment') return !entry.ownerId || entry.ownerId === actor.userId;
    // What no one owns in the channels is everybody's there.
    if ((entry.kind === 'group' || entry.kind === 'robot') && !entry.ownerId) return true;
    return OPEN_KINDS.has(entry.kind) || isVisible(actor, { owner: entry.ownerId ?? null, team: entry.teamId ?? null });
  };
}
