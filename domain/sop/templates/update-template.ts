import { isDeepStrictEqual } from 'node:util';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SopContent, SopContentInput } from '../../../kernel/contracts/sop.ts';
import type { SopTemplateView, UpdateSopTemplate } from '../../../kernel/contracts/sop-templates.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { addVersion } from './add-version.ts';
import { readWritten } from './read-written.ts';
import { lockTemplate, readContent, requireFreeName, type TemplateRow } from './template-row.ts';
import { readTemplate, stepView } from './template-view.ts';

/**
 * Changes a template. Other steps, triggers, targets or settings become its newest version; what is active, and what runs,
 * stays on its own. What is left out stays as it was.
 * @throws AppError `access.not_permitted`, `sop.template_missing`, `sop.template_stale`, `sop.template_unreadable`,
 *   `sop.template_name_taken`
 */
export async function updateTemplate(
  outer: SopWriteScope,
  input: UpdateSopTemplate & { readonly id: string },
): Promise<SopTemplateView> {
  requirePermission(outer.actor, 'sop.update');
  return await inTransaction(outer, async (scope) => {
    const before = await lockTemplate(scope, input.id, input.revision);
    if (input.name) await requireFreeName(scope, input.name, input.id);
    const old = await readContent(scope, input.id, before.newest_number);
    const content = await changedContent(scope, old, input);
    await writeChange(scope, before, input, content);
    return await readTemplate(scope, input.id);
  });
}

/** Undefined where nothing in it is another. */
async function changedContent(
  scope: SopWriteScope,
  old: SopContent,
  input: Partial<SopContentInput>,
): Promise<SopContent | undefined> {
  const { steps, trigger_config, target_config, settings } = input;
  if (!steps && !trigger_config && !target_config && !settings) return undefined;
  const written = asWritten(old);
  const content = await readWritten(scope, {
    steps: steps ?? written.steps,
    trigger_config: trigger_config ?? written.trigger_config,
    target_config: target_config ?? written.target_config,
    settings: settings ?? written.settings,
  });
  return isDeepStrictEqual(JSON.parse(JSON.stringify(content)), old) ? undefined : content;
}

/** A kept content as one would write it. */
export function asWritten({ steps, trigger_config, target_config, settings }: SopContent): SopContentInput {
  const open = <T extends { conditions: unknown }>({ conditions, ...rest }: T) =>
    conditions === null ? rest : { ...rest, conditions };
  return {
    steps: steps.map((step) => {
      const { delay_until, ...view } = stepView(step);
      return open({ ...view, conditions: step.conditions, ...(delay_until ? { delay_until } : {}) });
    }) as SopContentInput['steps'],
    trigger_config: open(trigger_config) as SopContentInput['trigger_config'],
    target_config: open(target_config) as SopContentInput['target_config'],
    settings,
  };
}

/** Writes what changed, and a new version where there is a content, in the caller's transaction. */
export async function writeChange(
  scope: SopWriteScope,
  before: TemplateRow,
  input: Partial<Pick<UpdateSopTemplate, 'name' | 'description' | 'sop_type' | 'category' | 'tags'>> & { note: string },
  content: SopContent | undefined,
): Promise<void> {
  const { active_number: _active, version: _version, status: _status, id, ...old } = before;
  const after = {
    ...old,
    name: input.name ?? old.name,
    description: input.description ?? old.description,
    sop_type: input.sop_type ?? old.sop_type,
    category: input.category ?? old.category,
    tags: input.tags ? [...new Set(input.tags)] : old.tags,
    newest_number: old.newest_number + (content ? 1 : 0),
  };
  await query(
    scope.em,
    `update sop_templates set name = $2, description = $3, sop_type = $4, category = $5, tags = $6, newest_number = $7,
       updated_at = $8, version = version + 1 where id = $1`,
    [
      id,
      after.name,
      after.description,
      after.sop_type,
      after.category,
      after.tags,
      after.newest_number,
      scope.clock.now(),
    ],
  );
  if (content) await addVersion(scope, { template_id: id, number: after.newest_number, content, note: input.note });
  appendAudit(scope, { action: 'sop_template.updated', entity: 'sop_templates', entityId: id, before: old, after });
  await scope.em.flush();
  scope.events.publish('sop.template_changed', { id });
}
