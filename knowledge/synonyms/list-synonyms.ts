import { Params, query, queryOne } from '../../db/query.ts';
import type { Scope } from '../../domain/scope.ts';
import type { ListSynonymsQuery, SynonymView } from '../../kernel/contracts/knowledge-synonyms.ts';
import type { Page } from '../../kernel/contracts/paging.ts';

/** The columns of a `SynonymView`. */
export const SYNONYM_COLUMNS =
  's.id, s.words, s.note, s.version, iso(s.created_at) as created_at, iso(s.updated_at) as updated_at';

/** Groups of synonyms, the ones changed last first. */
export async function listSynonyms(scope: Pick<Scope, 'em'>, input: ListSynonymsQuery): Promise<Page<SynonymView>> {
  const params = new Params();
  const wanted = input.q?.trim().toLowerCase();
  const where = wanted
    ? `where exists (select 1 from unnest(s.words) as w where position(${params.add(wanted)} in lower(w)) > 0)`
    : '';
  const counted = await queryOne<{ total: number }>(
    scope.em,
    `select count(*)::int as total from knowledge_synonym s ${where}`,
    params.values,
  );
  const limit = params.add(input.page_size);
  const offset = params.add((input.page - 1) * input.page_size);
  const items = await query<SynonymView>(
    scope.em,
    `select ${SYNONYM_COLUMNS} from knowledge_synonym s ${where}
     order by s.updated_at desc, s.id limit ${limit} offset ${offset}`,
    params.values,
  );
  return { items, total: counted?.total ?? 0, page: input.page, page_size: input.page_size };
}
