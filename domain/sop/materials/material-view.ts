import { Params, queryOne } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { SopMaterialList, SopMaterialView } from '../../../kernel/contracts/sop-materials.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { Scope } from '../../scope.ts';
import { sopMaterialError } from './errors.ts';
import { materialPath } from './material-address.ts';

/** What a reading verb works with; `secret` signs the addresses of files. */
export interface MaterialReadScope extends Pick<Scope, 'em' | 'clock'> {
  readonly secret: string;
}
type Row = Omit<SopMaterialView, 'file_path'> & { stored: boolean };

const COLUMNS = `m.id, m.kind, m.name, m.category, m.tags, m.text, m.url, m.mime_type, m.bytes::float8 as bytes, m.sha256,
  m.storage_key is not null as stored, iso(m.archived_at) as archived_at, u.name as created_by,
  iso(m.created_at) as created_at, iso(m.updated_at) as updated_at, m.version`;
const JOINS = 'left join app_user u on u.id = m.created_by_id';

function viewOf(
  { secret, clock }: Pick<MaterialReadScope, 'secret' | 'clock'>,
  { stored, ...row }: Row,
): SopMaterialView {
  return { ...row, file_path: stored ? materialPath(secret, row.id, clock.now()) : null };
}

/** Materials, the newest first. */
export async function listMaterials(scope: MaterialReadScope, input: SopMaterialList): Promise<Page<SopMaterialView>> {
  const params = new Params();
  const where = [`m.archived_at is ${input.archived === 'true' ? 'not null' : 'null'}`];
  if (input.kind) where.push(`m.kind = ${params.add(input.kind)}`);
  if (input.category) where.push(`m.category = ${params.add(input.category)}`);
  if (input.tag) where.push(`${params.add(input.tag)} = any(m.tags)`);
  const words = input.q?.trim().toLowerCase();
  if (words) {
    const asked = params.add(words);
    where.push(`(position(${asked} in lower(m.name)) > 0 or position(${asked} in lower(coalesce(m.text, ''))) > 0)`);
  }
  const orderBy = 'm.created_at desc, m.id desc';
  const plan = { from: 'sop_materials m', alias: 'm', where, orderBy, columns: COLUMNS, joins: JOINS, params };
  const page = await pageOfRows<Row>(scope, plan, input);
  return { ...page, items: page.items.map((row) => viewOf(scope, row)) };
}

/** @throws AppError `sop.material_missing` */
export async function readMaterial(scope: MaterialReadScope, id: string): Promise<SopMaterialView> {
  const row = await queryOne<Row>(scope.em, `select ${COLUMNS} from sop_materials m ${JOINS} where m.id = $1`, [id]);
  if (!row) throw sopMaterialError('sop.material_missing', { details: { id } });
  return viewOf(scope, row);
}
