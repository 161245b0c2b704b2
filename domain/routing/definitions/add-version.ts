import { query } from '../../../db/query.ts';
import type { FlowContent } from '../../../kernel/contracts/routing.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../routing-scope.ts';

/** Keeps a content as the next version of a flow, in the caller's transaction; the flow's row must be locked. */
export async function addVersion(
  scope: Pick<WriteScope, 'em' | 'clock' | 'actor'>,
  version: {
    readonly definition_id: string;
    readonly number: number;
    readonly content: FlowContent;
    readonly note: string;
  },
): Promise<void> {
  const author = scope.actor.kind === 'system' ? null : scope.actor.userId;
  await query(
    scope.em,
    `insert into flow_versions (id, definition_id, number, content, note, author_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      newId(),
      version.definition_id,
      version.number,
      JSON.stringify(version.content),
      version.note,
      author,
      scope.clock.now(),
    ],
  );
}
