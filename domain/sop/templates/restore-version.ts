import { requirePermission } from '../../../kernel/actor.ts';
import type { SopTemplateView } from '../../../kernel/contracts/sop-templates.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { lockTemplate, readContent } from './template-row.ts';
import { readTemplate } from './template-view.ts';
import { writeChange } from './update-template.ts';
import { versionText } from './words.ts';

/**
 * Makes an old version the newest again: its content becomes a version of its own, so that the history stays as it was.
 * @throws AppError `access.not_permitted`, `sop.template_missing`, `sop.version_missing`, `sop.template_stale`
 */
export async function restoreVersion(
  outer: SopWriteScope,
  input: {
    readonly id: string;
    readonly number: number;
    readonly note: string;
    readonly revision?: number | undefined;
  },
): Promise<SopTemplateView> {
  requirePermission(outer.actor, 'sop.update');
  return await inTransaction(outer, async (scope) => {
    const template = await lockTemplate(scope, input.id, input.revision);
    const content = await readContent(scope, input.id, input.number);
    const note = input.note || `恢复版本 ${versionText(input.number)}`;
    await writeChange(scope, template, { note }, content);
    return await readTemplate(scope, input.id);
  });
}
