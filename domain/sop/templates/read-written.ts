import type { SopContent, SopContentInput } from '../../../kernel/contracts/sop.ts';
import { sopCatalogue } from '../language/sop-catalogue.ts';
import type { SopReadScope } from '../sop-scope.ts';
import { sopTemplateError } from './errors.ts';
import { normalizeContent, type NormalContent } from './normalize-content.ts';
import { problemDetails } from './sop-problem.ts';

/** What was written, in the shape it is kept, with the fields the organisation has now; or why it cannot be kept. */
export async function normalizeWritten(
  scope: Pick<SopReadScope, 'em'>,
  written: SopContentInput,
): Promise<NormalContent> {
  return normalizeContent(written, await sopCatalogue(scope, written.settings.variables));
}

/**
 * What was written, in the shape it is kept.
 * @throws AppError `sop.template_unreadable`, naming every place
 */
export async function readWritten(scope: Pick<SopReadScope, 'em'>, written: SopContentInput): Promise<SopContent> {
  const { content, problems } = await normalizeWritten(scope, written);
  if (!content) throw sopTemplateError('sop.template_unreadable', { details: problemDetails(problems) });
  return content;
}
