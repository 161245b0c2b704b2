import { queryOne } from '../../../db/query.ts';
import type { SopContent, SopStatus, SopType } from '../../../kernel/contracts/sop.ts';
import type { SopReadScope } from '../sop-scope.ts';
import { sopTemplateError } from './errors.ts';

export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly sop_type: SopType;
  readonly category: string;
  readonly tags: string[];
  readonly status: SopStatus;
  readonly active_number: number | null;
  readonly newest_number: number;
  readonly library_name: string | null;
  readonly version: number;
}

const COLUMNS =
  'id, name, description, sop_type, category, tags, status, active_number, newest_number, library_name, version';

/**
 * A template, locked until the transaction ends.
 * @param revision the one the caller read; left out: whatever it is now
 * @throws AppError `sop.template_missing`, `sop.template_stale`
 */
export async function lockTemplate(
  scope: Pick<SopReadScope, 'em'>,
  id: string,
  revision?: number,
): Promise<TemplateRow> {
  const row = await queryOne<TemplateRow>(scope.em, `select ${COLUMNS} from sop_templates where id = $1 for update`, [
    id,
  ]);
  if (!row) throw sopTemplateError('sop.template_missing', { details: { id } });
  if (revision !== undefined && revision !== row.version)
    throw sopTemplateError('sop.template_stale', { details: { current_revision: row.version } });
  return row;
}

/**
 * What a version holds.
 * @throws AppError `sop.version_missing`
 */
export async function readContent(scope: Pick<SopReadScope, 'em'>, id: string, number: number): Promise<SopContent> {
  const row = await queryOne<{ content: SopContent }>(
    scope.em,
    'select content from sop_template_versions where template_id = $1 and number = $2',
    [id, number],
  );
  if (!row) throw sopTemplateError('sop.version_missing', { details: { number } });
  return row.content;
}

/** @throws AppError `sop.template_name_taken` */
export async function requireFreeName(
  scope: Pick<SopReadScope, 'em'>,
  name: string,
  but: string | null,
): Promise<void> {
  await lockNames(scope);
  const taken = await queryOne(
    scope.em,
    'select 1 as one from sop_templates where name = $1 and id is distinct from $2::uuid',
    [name, but],
  );
  if (taken) throw sopTemplateError('sop.template_name_taken', { details: { name } });
}

/** The name, or the name with a number behind it where it is taken: 80 characters at most. */
export async function freeName(scope: Pick<SopReadScope, 'em'>, wanted: string): Promise<string> {
  await lockNames(scope);
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? '' : `（${number}）`;
    const name = wanted.slice(0, 80 - tail.length) + tail;
    const taken = await queryOne(scope.em, 'select 1 as one from sop_templates where name = $1', [name]);
    if (!taken) return name;
  }
}

/** Two who take the same name at once come here one after the other, until the transaction ends. */
async function lockNames(scope: Pick<SopReadScope, 'em'>): Promise<void> {
  await queryOne(scope.em, `select pg_advisory_xact_lock(hashtextextended('sop-template-name', 0))`);
}
