import { requirePermission } from '../../../kernel/actor.ts';
import type { SopTemplateView } from '../../../kernel/contracts/sop-templates.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { keepTemplate } from './create-template.ts';
import { freeName, lockTemplate, readContent } from './template-row.ts';

/**
 * A new draft with the content of a template's newest version.
 * @throws AppError `access.not_permitted`, `sop.template_missing`, `sop.template_name_taken`
 */
export async function copyTemplate(
  outer: SopWriteScope,
  input: { readonly id: string; readonly name?: string | undefined },
): Promise<SopTemplateView> {
  requirePermission(outer.actor, 'sop.create');
  return await inTransaction(outer, async (scope) => {
    const template = await lockTemplate(scope, input.id);
    const content = await readContent(scope, input.id, template.newest_number);
    const name = input.name ?? (await freeName(scope, `${template.name.slice(0, 70)} 副本`));
    return await keepTemplate(scope, { ...template, name, content, note: `复制自“${template.name}”` });
  });
}
