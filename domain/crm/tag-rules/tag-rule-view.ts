import { Params, query } from '../../../db/query.ts';
import type { TagRuleView } from '../../../kernel/contracts/tag-rules.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { tagRuleError } from './errors.ts';

/** Each rule costs work with every change of a customer; nobody needs more. */
export const MOST_TAG_RULES = 200;

/** All rules by the name of their tag, with the customers the reader may see that carry it by a rule. */
export async function listTagRules(scope: ReadScope): Promise<TagRuleView[]> {
  return await readRules(scope);
}

/** @throws AppError `crm.tag_rule_not_found` */
export async function readTagRule(scope: ReadScope, id: string): Promise<TagRuleView> {
  const [rule] = await readRules(scope, id);
  if (!rule) throw tagRuleError('crm.tag_rule_not_found', { details: { id } });
  return rule;
}

async function readRules(scope: ReadScope, id?: string): Promise<TagRuleView[]> {
  const params = new Params();
  return await query<TagRuleView>(
    scope.em,
    `select g.id, t.name as tag, g.condition, g.active, iso(g.applied_at) as applied_at, g.version,
       (select count(*)::int from customer_tag ct join customer c on c.id = ct.customer_id
        where ct.tag_id = g.tag_id and ct.by_rule and ${visibleRows(scope.actor, 'c', params)}) as tagged
     from tag_rule g join tag t on t.id = g.tag_id ${id ? `where g.id = ${params.add(id)}` : ''}
     order by t.name, g.created_at, g.id`,
    params.values,
  );
}
