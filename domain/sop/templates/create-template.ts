import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SopContent } from '../../../kernel/contracts/sop.ts';
import type { CreateSopTemplate, SopTemplateView } from '../../../kernel/contracts/sop-templates.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { addVersion } from './add-version.ts';
import { readWritten } from './read-written.ts';
import { requireFreeName } from './template-row.ts';
import { readTemplate } from './template-view.ts';

/**
 * Makes a template with its first version, as a draft: it starts nothing before it is activated, so it may be unfinished.
 * @throws AppError `access.not_permitted`, `sop.template_unreadable`, `sop.template_name_taken`
 */
export async function createTemplate(outer: SopWriteScope, input: CreateSopTemplate): Promise<SopTemplateView> {
  requirePermission(outer.actor, 'sop.create');
  const { steps, trigger_config, target_config, settings } = input;
  return await inTransaction(outer, async (scope) => {
    const content = await readWritten(scope, { steps, trigger_config, target_config, settings });
    return await keepTemplate(scope, { ...input, content, library_name: null });
  });
}

/** What a new template is kept as. */
export interface NewTemplate extends Pick<
  CreateSopTemplate,
  'name' | 'description' | 'sop_type' | 'category' | 'tags' | 'note'
> {
  readonly content: SopContent;
  readonly library_name: string | null;
}

/**
 * Keeps a new draft in the caller's transaction.
 * @throws AppError `sop.template_name_taken`
 */
export async function keepTemplate(scope: SopWriteScope, input: NewTemplate): Promise<SopTemplateView> {
  await requireFreeName(scope, input.name, null);
  const id = newId();
  const { name, description, sop_type, category, tags, library_name } = input;
  const author = scope.actor.kind === 'system' ? null : scope.actor.userId;
  await query(
    scope.em,
    `insert into sop_templates (id, name, description, sop_type, category, tags, status, active_number, newest_number,
       library_name, created_by_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'draft', null, 1, $7, $8, $9, $9)`,
    [id, name, description, sop_type, category, [...new Set(tags)], library_name, author, scope.clock.now()],
  );
  await addVersion(scope, { template_id: id, number: 1, content: input.content, note: input.note });
  const after = { name, sop_type, category, tags, library_name, steps: input.content.steps.length };
  appendAudit(scope, { action: 'sop_template.created', entity: 'sop_templates', entityId: id, after });
  await scope.em.flush();
  scope.events.publish('sop.template_changed', { id });
  return await readTemplate(scope, id);
}
