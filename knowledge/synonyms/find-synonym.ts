import { queryOne } from '../../db/query.ts';
import type { Scope } from '../../domain/scope.ts';
import type { SynonymView } from '../../kernel/contracts/knowledge-synonyms.ts';
import { knowledgeIndexError } from '../index/errors.ts';
import { SYNONYM_COLUMNS } from './list-synonyms.ts';

/** One group. @throws AppError `knowledge.synonym_not_found` */
export async function findSynonym(scope: Pick<Scope, 'em'>, id: string): Promise<SynonymView> {
  const row = await queryOne<SynonymView>(
    scope.em,
    `select ${SYNONYM_COLUMNS} from knowledge_synonym s where s.id = $1`,
    [id],
  );
  if (!row) throw knowledgeIndexError('knowledge.synonym_not_found', { details: { id } });
  return row;
}
