import { Params, query, queryOne } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { SopContent, SopStep, SopTemplateList } from '../../../kernel/contracts/sop.ts';
import type { SopStepView, SopTemplateRow, SopTemplateView } from '../../../kernel/contracts/sop-templates.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { SopReadScope } from '../sop-scope.ts';
import { sopTemplateError } from './errors.ts';
import { writtenConfig } from './wire-config.ts';
import { versionText } from './words.ts';

type Row = Omit<SopTemplateRow, 'version' | 'success_rate' | 'is_active'> & { completed: number; failed: number };

/** Instances are counted for the rows of the page only, by the index of their template. */
const COLUMNS = `t.id, t.name, t.description, t.sop_type, t.category, t.tags, t.status, t.newest_number as version_number,
  t.active_number as active_version_number, n.total_instances, n.active_instances, n.completed, n.failed, t.library_name,
  jsonb_array_length(v.content -> 'steps') as step_count, u.name as created_by, iso(t.created_at) as created_at,
  iso(t.updated_at) as updated_at, iso(t.last_used_at) as last_used_at, t.version as revision`;
const JOINS = `join sop_template_versions v on v.template_id = t.id and v.number = t.newest_number
  left join app_user u on u.id = t.created_by_id
  cross join lateral (select count(*)::int as total_instances,
    (count(*) filter (where i.status in ('pending', 'executing', 'paused')))::int as active_instances,
    (count(*) filter (where i.status = 'completed'))::int as completed,
    (count(*) filter (where i.status = 'failed'))::int as failed
    from sop_instances i where i.template_id = t.id) n`;

/** Completed of all that came to an end by themselves; what people stopped does not count against a template. */
export function successRate({ completed, failed }: { readonly completed: number; readonly failed: number }): string {
  const ended = completed + failed;
  return ended === 0 ? '-' : `${Math.round((completed / ended) * 1000) / 10}%`;
}

function viewOf({ completed, failed, ...row }: Row): SopTemplateRow {
  return {
    ...row,
    version: versionText(row.version_number),
    success_rate: successRate({ completed, failed }),
    is_active: row.status === 'active',
  };
}

/** Templates, the last changed first; archived ones only when asked for. */
export async function listTemplates(
  scope: Pick<SopReadScope, 'em'>,
  input: SopTemplateList,
): Promise<Page<SopTemplateRow>> {
  const params = new Params();
  const where = [input.status ? `t.status = ${params.add(input.status)}` : `t.status <> 'archived'`];
  if (input.sop_type) where.push(`t.sop_type = ${params.add(input.sop_type)}`);
  if (input.category) where.push(`t.category = ${params.add(input.category)}`);
  if (input.tag) where.push(`${params.add(input.tag)} = any(t.tags)`);
  const words = input.q?.trim().toLowerCase();
  if (words) {
    const asked = params.add(words);
    where.push(`(position(${asked} in lower(t.name)) > 0 or position(${asked} in lower(t.description)) > 0)`);
  }
  const orderBy = 't.updated_at desc, t.id desc';
  const plan = { from: 'sop_templates t', alias: 't', where, orderBy, columns: COLUMNS, joins: JOINS, params };
  const page = await pageOfRows<Row>(scope, plan, input);
  return { ...page, items: page.items.map(viewOf) };
}

/**
 * A template with the content of its newest version.
 * @throws AppError `sop.template_missing`
 */
export async function readTemplate(scope: Pick<SopReadScope, 'em'>, id: string): Promise<SopTemplateView> {
  const row = await queryOne<Row & { content: SopContent }>(
    scope.em,
    `select ${COLUMNS}, v.content from sop_templates t ${JOINS} where t.id = $1`,
    [id],
  );
  if (!row) throw sopTemplateError('sop.template_missing', { details: { id } });
  const { content, ...rest } = row;
  const { trigger_config, target_config, settings } = content;
  return { ...viewOf(rest), steps: content.steps.map(stepView), trigger_config, target_config, settings };
}

/** A step as the spec writes it: the action's own fields beside those of every step. */
export function stepView({ config, ...step }: SopStep): SopStepView {
  return { ...writtenConfig(step.action_type, config), ...step };
}

/** The categories and tags in use, for filters. */
export async function listTemplateLabels(
  scope: Pick<SopReadScope, 'em'>,
): Promise<{ categories: string[]; tags: string[] }> {
  const rows = await query<{ kind: string; label: string }>(
    scope.em,
    `select 'category' as kind, category as label from sop_templates where category <> '' and status <> 'archived'
     union select 'tag', unnest(tags) from sop_templates where status <> 'archived' order by 1, 2`,
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ label }) => label);
  return { categories: of('category'), tags: of('tag') };
}
