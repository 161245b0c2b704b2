import { queryOne } from '../../db/query.ts';
import type { DocumentFields } from '../../kernel/contracts/knowledge.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';

/**
 * Refuses fields that name nobody or contradict each other.
 * @throws AppError `knowledge.unknown_team`, `knowledge.days_reversed`, `knowledge.owner_not_found`
 */
export async function checkFields(scope: Pick<ReadScope, 'em'>, fields: Partial<DocumentFields>): Promise<void> {
  if (fields.valid_from && fields.valid_until && fields.valid_from > fields.valid_until)
    throw knowledgeError('knowledge.days_reversed');
  const ids = (prefix: string): string[] =>
    (fields.visibility ?? []).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const [teams, users] = [[...new Set(ids('team:'))], [...new Set(ids('user:'))]];
  if (teams.length + users.length > 0) {
    const known = await queryOne<{ teams: number; users: number }>(
      scope.em,
      `select (select count(*)::int from team where id = any($1::uuid[])) as teams,
         (select count(*)::int from app_user where id = any($2::uuid[])) as users`,
      [teams, users],
    );
    if (known?.teams !== teams.length || known.users !== users.length) throw knowledgeError('knowledge.unknown_team');
  }
}

/** The team of a new owner. @throws AppError `knowledge.owner_not_found` */
export async function teamOfOwner(scope: Pick<ReadScope, 'em'>, ownerId: string): Promise<string | null> {
  const row = await queryOne<{ team_id: string | null }>(
    scope.em,
    'select team_id from app_user where id = $1 and active',
    [ownerId],
  );
  if (!row) throw knowledgeError('knowledge.owner_not_found');
  return row.team_id;
}
