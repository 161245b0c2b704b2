import { Params, query } from '../../../db/query.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';

export interface TagCount {
  readonly name: string;
  /** Customers the actor may see that carry the tag. */
  readonly count: number;
}

/** The tags on customers the actor may see, most used first. */
export async function listTags(scope: ReadScope): Promise<TagCount[]> {
  const params = new Params();
  return await query<TagCount>(
    scope.em,
    `select t.name, count(*)::int as count from tag t join customer_tag ct on ct.tag_id = t.id
     join customer c on c.id = ct.customer_id
     where ${visibleRows(scope.actor, 'c', params)} group by t.name order by count(*) desc, t.name`,
    params.values,
  );
}
