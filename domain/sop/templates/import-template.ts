import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { SopContentInput } from '../../../kernel/contracts/sop.ts';
import type { ImportSopTemplate, SopExport, SopImported } from '../../../kernel/contracts/sop-templates.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { keepTemplate } from './create-template.ts';
import { readWritten } from './read-written.ts';
import { freeName } from './template-row.ts';
import { validateTemplate } from './validate-content.ts';

/**
 * Takes in a file that `exportTemplate` wrote, as a draft. Its ids of materials and templates become those the caller says, else
 * those of the same name (and kind) here; the rest stay as they are and are named among the problems.
 * @throws AppError `access.not_permitted`, `sop.template_unreadable`, `sop.template_name_taken` for a name that was given
 */
export async function importTemplate(outer: SopWriteScope, input: ImportSopTemplate): Promise<SopImported> {
  requirePermission(outer.actor, 'sop.create');
  const { template } = input.file;
  return await inTransaction(outer, async (scope) => {
    const ids = { ...(await idsByName(scope, input.file)), ...input.ids };
    const { steps, trigger_config, target_config, settings } = template;
    const target = { ...target_config, owner_ids: [], account_ids: [] };
    const written = withIds({ steps, trigger_config, target_config: target, settings }, ids);
    const content = await readWritten(scope, written);
    const name = input.name ?? (await freeName(scope, template.name));
    const note = `导入自文件“${template.name}”`.slice(0, 300);
    const made = await keepTemplate(scope, { ...template, name, content, note, library_name: null });
    const { problems } = await validateTemplate(scope, made.id);
    return { template: made, problems };
  });
}

/** Ids of the file to ids here, where exactly one of the name is here. */
async function idsByName(scope: Pick<SopWriteScope, 'em'>, file: SopExport): Promise<Record<string, string>> {
  const rows = await query<{ from: string; to: string }>(
    scope.em,
    `select x.id as from, min(m.id::text) as to from unnest($1::text[], $2::text[], $3::text[]) as x (id, name, kind)
       join sop_materials m on m.name = x.name and m.kind = x.kind and m.archived_at is null group by x.id having count(*) = 1
     union all
     select x.id, t.id::text from unnest($4::text[], $5::text[]) as x (id, name)
       join sop_templates t on t.name = x.name and t.status <> 'archived'`,
    [
      file.materials.map(({ id }) => id),
      file.materials.map(({ name }) => name),
      file.materials.map(({ kind }) => kind),
      file.templates.map(({ id }) => id),
      file.templates.map(({ name }) => name),
    ],
  );
  return Object.fromEntries(rows.map(({ from, to }) => [from, to]));
}

/** Only whole values that are an id of the file are replaced, wherever in a step they stand; texts are left alone. */
function withIds(written: SopContentInput, ids: Readonly<Record<string, string>>): SopContentInput {
  const swap = (value: unknown): unknown => {
    if (typeof value === 'string') return Object.hasOwn(ids, value) ? ids[value] : value;
    if (Array.isArray(value)) return value.map(swap);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
  };
  return SopContentInput.parse({ ...written, steps: swap(written.steps) });
}
