import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SopStatus } from '../../../kernel/contracts/sop.ts';
import type { ActivateSopTemplate, SopTemplateView } from '../../../kernel/contracts/sop-templates.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { checkContent } from './check-content.ts';
import { readCheckWorld } from './check-world.ts';
import { sopTemplateError } from './errors.ts';
import { sopTemplateMoved } from './signals.ts';
import { problemDetails } from './sop-problem.ts';
import { lockTemplate, readContent, type TemplateRow } from './template-row.ts';
import { readTemplate } from './template-view.ts';
import { SOP_STATUS_WORDS } from './words.ts';

/** What people do with a template as a whole, from which states, and what it is then; total over the deeds. */
export const TEMPLATE_MOVES = {
  activate: { from: ['draft', 'active', 'paused', 'archived'], to: 'active', words: '启用' },
  pause: { from: ['active'], to: 'paused', words: '暂停' },
  resume: { from: ['paused'], to: 'active', words: '恢复' },
  archive: { from: ['draft', 'active', 'paused'], to: 'archived', words: '归档' },
} as const satisfies Readonly<Record<string, { from: readonly SopStatus[]; to: SopStatus; words: string }>>;
export type TemplateMove = keyof typeof TEMPLATE_MOVES;

/**
 * Activates a version (the newest by default): new instances begin on it; what runs stays on its own.
 * @throws AppError `access.not_permitted`, `sop.template_missing`, `sop.template_stale`, `sop.version_missing`,
 *   `sop.template_invalid` naming every problem with its step and field
 */
export async function activateTemplate(
  outer: SopWriteScope,
  input: ActivateSopTemplate & { readonly id: string },
): Promise<SopTemplateView> {
  return await move(outer, 'activate', input);
}

/**
 * Pauses, lets go on or archives a template; `sopTemplateMoved` tells those who run it.
 * @throws AppError `access.not_permitted`, `sop.template_missing`, `sop.template_stale`, `sop.template_not_so`
 */
export async function moveTemplate(
  outer: SopWriteScope,
  deed: Exclude<TemplateMove, 'activate'>,
  input: { readonly id: string; readonly revision?: number | undefined },
): Promise<SopTemplateView> {
  return await move(outer, deed, input);
}

async function move(
  outer: SopWriteScope,
  deed: TemplateMove,
  input: ActivateSopTemplate & { readonly id: string },
): Promise<SopTemplateView> {
  requirePermission(outer.actor, 'sop.update');
  return await inTransaction(outer, async (scope) => {
    const template = await lockTemplate(scope, input.id, input.revision);
    const { from, to, words } = TEMPLATE_MOVES[deed];
    if (!from.some((status) => status === template.status)) {
      const status = SOP_STATUS_WORDS[template.status];
      throw sopTemplateError('sop.template_not_so', {
        details: { name: template.name, status, status_en: template.status, deed: words },
      });
    }
    const number = await numberThen(scope, deed, template, input.version_number);
    await query(
      scope.em,
      'update sop_templates set status = $2, active_number = $3, updated_at = $4, version = version + 1 where id = $1',
      [template.id, to, number, scope.clock.now()],
    );
    appendAudit(scope, {
      action: `sop_template.${deed}`,
      entity: 'sop_templates',
      entityId: template.id,
      before: { status: template.status, active_number: template.active_number },
      after: { status: to, active_number: number },
    });
    await scope.jobs.tell(scope.em, sopTemplateMoved, { template_id: template.id, from: template.status, to });
    await scope.em.flush();
    scope.events.publish('sop.template_changed', { id: template.id });
    return await readTemplate(scope, template.id);
  });
}

/** The version that is active then. A paused one goes on with the version it had, if that may still run. */
async function numberThen(
  scope: SopWriteScope,
  deed: TemplateMove,
  template: TemplateRow,
  wanted: number | undefined,
): Promise<number | null> {
  if (deed === 'pause' || deed === 'archive') return template.active_number;
  const number = deed === 'activate' ? (wanted ?? template.newest_number) : template.active_number!;
  const content = await readContent(scope, template.id, number);
  const { problems } = checkContent(content, await readCheckWorld(scope, content, template.id));
  if (problems.length > 0) throw sopTemplateError('sop.template_invalid', { details: problemDetails(problems) });
  return number;
}
