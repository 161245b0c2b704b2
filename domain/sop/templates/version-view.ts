import { query, queryOne } from '../../../db/query.ts';
import type { SopContent } from '../../../kernel/contracts/sop.ts';
import type { SopDiff, SopVersionDetail, SopVersionView } from '../../../kernel/contracts/sop-templates.ts';
import type { SopReadScope } from '../sop-scope.ts';
import { diffContents } from './diff-contents.ts';
import { sopTemplateError } from './errors.ts';
import { readContent } from './template-row.ts';
import { versionText } from './words.ts';

const COLUMNS = `v.number, v.note, u.name as author, (v.number = t.active_number) is true as active,
  jsonb_array_length(v.content -> 'steps') as steps, iso(v.created_at) as created_at,
  (select count(*)::int from sop_instances i where i.template_version_id = v.id
    and i.status in ('pending', 'executing', 'paused')) as open_instances`;
const FROM = `sop_template_versions v join sop_templates t on t.id = v.template_id left join app_user u on u.id = v.author_id`;
type Row = Omit<SopVersionView, 'version'>;

const viewOf = <R extends Row>(row: R): R & { version: string } => ({ ...row, version: versionText(row.number) });

/** @throws AppError `sop.template_missing` */
async function requireTemplate(scope: Pick<SopReadScope, 'em'>, id: string): Promise<number> {
  const row = await queryOne<{ number: number }>(
    scope.em,
    'select newest_number as number from sop_templates where id = $1',
    [id],
  );
  if (!row) throw sopTemplateError('sop.template_missing', { details: { id } });
  return row.number;
}

/**
 * The content of the newest version.
 * @throws AppError `sop.template_missing`
 */
export async function newestContent(scope: Pick<SopReadScope, 'em'>, id: string): Promise<SopContent> {
  return await readContent(scope, id, await requireTemplate(scope, id));
}

/**
 * The history of a template, the newest first.
 * @throws AppError `sop.template_missing`
 */
export async function listVersions(scope: Pick<SopReadScope, 'em'>, id: string): Promise<SopVersionView[]> {
  await requireTemplate(scope, id);
  const rows = await query<Row>(scope.em, `select ${COLUMNS} from ${FROM} where t.id = $1 order by v.number desc`, [
    id,
  ]);
  return rows.map(viewOf);
}

/** @throws AppError `sop.template_missing`, `sop.version_missing` */
export async function readVersion(
  scope: Pick<SopReadScope, 'em'>,
  place: { readonly id: string; readonly number: number },
): Promise<SopVersionDetail> {
  await requireTemplate(scope, place.id);
  const row = await queryOne<Row & { content: SopContent }>(
    scope.em,
    `select ${COLUMNS}, v.content from ${FROM} where t.id = $1 and v.number = $2`,
    [place.id, place.number],
  );
  if (!row) throw sopTemplateError('sop.version_missing', { details: { number: place.number } });
  return viewOf(row);
}

/**
 * What version `to` changes against version `from`.
 * @throws AppError `sop.template_missing`, `sop.version_missing`
 */
export async function compareVersions(
  scope: Pick<SopReadScope, 'em'>,
  { id, from, to }: { readonly id: string; readonly from: number; readonly to: number },
): Promise<SopDiff> {
  await requireTemplate(scope, id);
  const before = await readContent(scope, id, from);
  return { from, to, ...diffContents(before, await readContent(scope, id, to)) };
}
