import { query } from '../../../db/query.ts';
import type { SopContentInput } from '../../../kernel/contracts/sop.ts';
import { SOP_EXPORT_FORMAT, type SopExport } from '../../../kernel/contracts/sop-templates.ts';
import type { Scope } from '../../scope.ts';
import { namedInSteps } from './check-world.ts';
import { readTemplate } from './template-view.ts';
import { asWritten } from './update-template.ts';
import { newestContent } from './version-view.ts';

/**
 * A template as a file for another service of ours. Whom it reaches by owner or account stays here: those ids mean nothing
 * elsewhere. Nobody's data is in it.
 * @throws AppError `sop.template_missing`
 */
export async function exportTemplate(scope: Pick<Scope, 'em' | 'clock'>, id: string): Promise<SopExport> {
  const template = await readTemplate(scope, id);
  const content = await newestContent(scope, id);
  const named = namedInSteps(content);
  const { target_config, ...written }: SopContentInput = asWritten(content);
  return {
    format: SOP_EXPORT_FORMAT,
    format_version: 1,
    exported_at: scope.clock.now().toISOString(),
    template: {
      name: template.name,
      description: template.description,
      sop_type: template.sop_type,
      category: template.category,
      tags: template.tags,
      note: '',
      ...written,
      target_config: { ...target_config, owner_ids: [], account_ids: [] },
    },
    materials: await query(
      scope.em,
      'select id, name, kind from sop_materials where id = any($1::uuid[]) order by name, id',
      [named.materials],
    ),
    templates: await query(
      scope.em,
      'select id, name from sop_templates where id = any($1::uuid[]) order by name, id',
      [named.templates],
    ),
  };
}
