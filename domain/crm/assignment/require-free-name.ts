import { query } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';
import { assignmentError } from './errors.ts';

/** @throws AppError `crm.assignment_rule_name_taken` when another rule has the name */
export async function requireFreeName(scope: Pick<ReadScope, 'em'>, name: string, self?: string): Promise<void> {
  const taken = await query(
    scope.em,
    'select 1 from assignment_rule where name = $1 and id is distinct from $2::uuid',
    [name, self ?? null],
  );
  if (taken.length > 0) throw assignmentError('crm.assignment_rule_name_taken', { details: { name } });
}
