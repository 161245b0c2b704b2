import type { SopContent, SopContentInput } from '../../../kernel/contracts/sop.ts';
import type { SopReadScope } from '../sop-scope.ts';
import { sopTemplateError } from '../templates/errors.ts';
import { readWritten } from '../templates/read-written.ts';
import { problemDetails } from '../templates/sop-problem.ts';
import { validateContent } from '../templates/validate-content.ts';

/**
 * A content that was never saved, checked so far that it can be played through: nothing of it is kept.
 * @param self the template it is written for; null: a new one
 * @throws AppError `sop.content_not_playable` naming every problem with its step and field
 */
export async function readPlayable(
  scope: Pick<SopReadScope, 'em'>,
  written: SopContentInput,
  self: string | null,
): Promise<SopContent> {
  const { problems } = await validateContent(scope, written, self);
  if (problems.length > 0) throw sopTemplateError('sop.content_not_playable', { details: problemDetails(problems) });
  return await readWritten(scope, written);
}
