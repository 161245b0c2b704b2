import { query } from '../../../db/query.ts';
import type { SopContent } from '../../../kernel/contracts/sop.ts';
import { newId } from '../../../kernel/ids.ts';
import type { SopWriteScope } from '../sop-scope.ts';

/** Keeps a content as the next version of a template, in the caller's transaction; the template's row must be locked. */
export async function addVersion(
  scope: Pick<SopWriteScope, 'em' | 'clock' | 'actor'>,
  version: {
    readonly template_id: string;
    readonly number: number;
    readonly content: SopContent;
    readonly note: string;
  },
): Promise<void> {
  const { template_id: template, number, content, note } = version;
  const author = scope.actor.kind === 'system' ? null : scope.actor.userId;
  await query(
    scope.em,
    `insert into sop_template_versions (id, template_id, number, content, note, author_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), template, number, JSON.stringify(content), note, author, scope.clock.now()],
  );
}
