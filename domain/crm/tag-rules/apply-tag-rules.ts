import { conditionSql } from '../../../db/condition-sql.ts';
import { Params, query } from '../../../db/query.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { TIMELINE_KINDS } from '../timeline-kinds.ts';

interface StoredRule {
  readonly id: string;
  readonly tag_id: string;
  readonly condition: Condition;
}

type ChangedTag = { readonly customer_id: string; readonly tag: string };

/**
 * Puts the tags of the active rules on these customers and takes off those that no rule gives any more, in two statements
 * per tag. What a person put on is left alone. A customer's version does not move: the tags follow from what is known.
 *
 * @returns how many tags were put on or taken off
 */
export async function applyTagRules(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  input: { readonly customerIds: readonly string[] },
): Promise<number> {
  if (input.customerIds.length === 0) return 0;
  const rules = await query<StoredRule>(
    scope.em,
    'select id, tag_id, condition from tag_rule where active order by tag_id, created_at, id',
  );
  const byTag = Map.groupBy(rules, ({ tag_id }) => tag_id);
  const added: ChangedTag[] = [];
  const removed = await takeOffOrphans(scope, input.customerIds, [...byTag.keys()]);
  for (const [tagId, ofTag] of byTag) {
    removed.push(...(await change(scope, input.customerIds, tagId, ofTag, 'take off')));
    added.push(...(await change(scope, input.customerIds, tagId, ofTag, 'put on')));
  }
  if (rules.length > 0)
    await query(scope.em, 'update tag_rule set applied_at = $2 where id = any($1::uuid[])', [
      rules.map(({ id }) => id).toSorted(),
      scope.clock.now(),
    ]);
  await tellTimelines(scope, added, removed);
  return added.length + removed.length;
}

/** Tags whose last rule was switched off or removed. */
async function takeOffOrphans(
  scope: Pick<WriteScope, 'em'>,
  customerIds: readonly string[],
  tagIds: readonly string[],
): Promise<ChangedTag[]> {
  return await query<ChangedTag>(
    scope.em,
    `delete from customer_tag ct using tag t where t.id = ct.tag_id and ct.by_rule and ct.customer_id = any($1::uuid[])
       and ct.tag_id <> all($2::uuid[]) returning ct.customer_id, t.name as tag`,
    [customerIds, tagIds],
  );
}

async function change(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  customerIds: readonly string[],
  tagId: string,
  rules: readonly StoredRule[],
  what: 'put on' | 'take off',
): Promise<ChangedTag[]> {
  const { catalogue, expressions } = await fieldsOf(scope, 'customer');
  const params = new Params();
  const now = scope.clock.now();
  const ids = `r.id = any(${params.add(customerIds)}::uuid[])`;
  const tag = `${params.add(tagId)}::uuid`;
  const any = rules.map((rule) => conditionSql(rule.condition, catalogue, expressions, params, now)).join(' or ');
  const text =
    what === 'put on'
      ? `insert into customer_tag (customer_id, tag_id, created_at, by_rule)
         select r.id, ${tag}, ${params.add(now)}, true from customer r where ${ids} and (${any}) order by r.id
         on conflict do nothing returning customer_id, (select name::text from tag where id = ${tag}) as tag`
      : `delete from customer_tag ct using customer r where ct.customer_id = r.id and ct.tag_id = ${tag} and ct.by_rule
         and ${ids} and not (${any}) returning ct.customer_id, (select name::text from tag where id = ${tag}) as tag`;
  return await query<ChangedTag>(scope.em, text, params.values);
}

/** One line for each customer, as when a person changes its tags. */
async function tellTimelines(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  added: readonly ChangedTag[],
  removed: readonly ChangedTag[],
): Promise<void> {
  const lines = new Map<string, string[]>();
  for (const [sign, tags] of [['+', added] as const, ['-', removed] as const])
    for (const { customer_id, tag } of tags)
      lines.set(customer_id, [...(lines.get(customer_id) ?? []), `${sign}${tag}`]);
  if (lines.size === 0) return;
  const titles = [...lines.values()].map((words) =>
    `${TIMELINE_KINDS['customer.tagged']}：按规则 ${words.join('、')}`.slice(0, 300),
  );
  await query(
    scope.em,
    `insert into timeline_entry (id, customer_id, at, kind, title, entity, entity_id)
     select n.id, n.customer_id, $4, 'customer.tagged', n.title, 'customer', n.customer_id
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as n(id, customer_id, title)`,
    [titles.map(() => newId()), [...lines.keys()], titles, scope.clock.now()],
  );
}
