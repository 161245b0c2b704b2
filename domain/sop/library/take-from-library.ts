import { requirePermission } from '../../../kernel/actor.ts';
import type { SopTemplateView } from '../../../kernel/contracts/sop-templates.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { keepTemplate } from '../templates/create-template.ts';
import { readWritten } from '../templates/read-written.ts';
import { freeName } from '../templates/template-row.ts';
import { libraryContent, libraryTemplate } from './library-view.ts';

/**
 * A new draft with the content of a ready template.
 * @throws AppError `access.not_permitted`, `sop.library_item_missing`, `sop.template_name_taken` for a name that was given
 */
export async function takeFromLibrary(
  outer: SopWriteScope,
  input: { readonly library_name: string; readonly name?: string | undefined },
): Promise<SopTemplateView> {
  requirePermission(outer.actor, 'sop.create');
  const item = libraryTemplate(input.library_name);
  return await inTransaction(outer, async (scope) => {
    const content = await readWritten(scope, libraryContent(item));
    const name = input.name ?? (await freeName(scope, item.title));
    const { description, sop_type, category, tags } = item;
    const note = `取自模板库“${item.title}”`;
    return await keepTemplate(scope, {
      name,
      description,
      sop_type,
      category,
      tags: [...tags],
      note,
      content,
      library_name: item.name,
    });
  });
}
