import type { SopContentInput, SopVerdict } from '../../../kernel/contracts/sop.ts';
import type { SopReadScope } from '../sop-scope.ts';
import { checkContent } from './check-content.ts';
import { readCheckWorld } from './check-world.ts';
import { normalizeWritten } from './read-written.ts';
import { newestContent } from './version-view.ts';

/** What is wrong with a content as it was written, without keeping it: places that cannot be read first. */
export async function validateContent(
  scope: Pick<SopReadScope, 'em'>,
  written: SopContentInput,
  self: string | null = null,
): Promise<SopVerdict> {
  const { content, problems } = await normalizeWritten(scope, written);
  if (!content) return { valid: false, problems: [...problems] };
  return checkContent(content, await readCheckWorld(scope, content, self));
}

/**
 * What keeps the newest version of a template from being activated.
 * @throws AppError `sop.template_missing`
 */
export async function validateTemplate(scope: Pick<SopReadScope, 'em'>, id: string): Promise<SopVerdict> {
  const content = await newestContent(scope, id);
  return checkContent(content, await readCheckWorld(scope, content, id));
}
