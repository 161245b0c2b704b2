import { LockMode, type InferEntity } from '@mikro-orm/core';
import { TagRule } from '../../../db/entities/crm/tag-rule.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { CreateTagRule, TagRuleView, UpdateTagRule } from '../../../kernel/contracts/tag-rules.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { TellScope } from '../crm-scope.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { requireVersion } from '../lock-row.ts';
import { refreshProfiles } from '../profiles/refresh-profiles.job.ts';
import { recordChange } from '../record-change.ts';
import { tagRuleError } from './errors.ts';
import { MOST_TAG_RULES, readTagRule } from './tag-rule-view.ts';

/**
 * Adds a rule; a tag that does not exist yet is made. All customers are looked at right after, by a job.
 * @throws AppError `access.not_permitted`, `conditions.invalid`, `crm.tag_rule_about_tags`, `crm.tag_rule_too_many`
 */
export async function createTagRule(outer: TellScope, input: CreateTagRule): Promise<TagRuleView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    await check(scope, input.condition);
    if ((await query(scope.em, 'select 1 from tag_rule')).length >= MOST_TAG_RULES)
      throw tagRuleError('crm.tag_rule_too_many', { details: { most: MOST_TAG_RULES } });
    const now = scope.clock.now();
    const rule = scope.em.create(TagRule, {
      id: newId(),
      tag: await tagNamed(scope, input.tag),
      condition: input.condition,
      active: input.active,
      appliedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'tag_rule', id: rule.id, change: 'created', after: input });
    await lookAtAll(scope);
    return await readTagRule(scope, rule.id);
  });
}

/**
 * Changes a rule. Tags it no longer gives go, unless another rule gives them or a person put them on.
 * @throws AppError `access.not_permitted`, `crm.tag_rule_not_found`, `crm.stale_version`, `conditions.invalid`,
 *   `crm.tag_rule_about_tags`
 */
export async function updateTagRule(
  outer: TellScope,
  input: UpdateTagRule & { readonly id: string },
): Promise<TagRuleView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    const rule = await lockRule(scope, input.id);
    requireVersion(rule, input.version);
    const before = await readTagRule(scope, input.id);
    const wanted = { ...before, ...input };
    await check(scope, wanted.condition);
    scope.em.assign(rule, {
      tag: await tagNamed(scope, wanted.tag),
      condition: wanted.condition,
      active: wanted.active,
      updatedAt: scope.clock.now(),
    });
    recordChange(scope, {
      entity: 'tag_rule',
      id: rule.id,
      change: 'updated',
      before: { tag: before.tag, condition: before.condition, active: before.active },
      after: { tag: wanted.tag, condition: wanted.condition, active: wanted.active },
    });
    await lookAtAll(scope);
    return await readTagRule(scope, rule.id);
  });
}

/**
 * Removes a rule, and with the next look the tags that only it gave.
 * @throws AppError `access.not_permitted`, `crm.tag_rule_not_found`
 */
export async function deleteTagRule(outer: TellScope, input: { readonly id: string }): Promise<void> {
  requirePermission(outer.actor, 'crm.configure');
  await inTransaction(outer, async (scope) => {
    const rule = await lockRule(scope, input.id);
    const before = await readTagRule(scope, input.id);
    scope.em.remove(rule);
    recordChange(scope, { entity: 'tag_rule', id: rule.id, change: 'deleted', before });
    await lookAtAll(scope);
  });
}

async function lookAtAll(scope: TellScope): Promise<void> {
  await scope.jobs.enqueue(scope.em, refreshProfiles, { all: true }, { singletonKey: 'tag-rules' });
  await scope.em.flush();
}

async function check(scope: TellScope, condition: Condition): Promise<void> {
  checkCondition(condition, (await fieldsOf(scope, 'customer')).catalogue);
  if (namesTags(condition)) throw tagRuleError('crm.tag_rule_about_tags');
}

function namesTags(condition: Condition): boolean {
  if ('field' in condition) return condition.field === 'tags';
  if ('not' in condition) return namesTags(condition.not);
  return ('all' in condition ? condition.all : condition.any).some(namesTags);
}

async function lockRule(scope: TellScope, id: string): Promise<InferEntity<typeof TagRule>> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const rule = await scope.em.findOne(TagRule, { id }, lock);
  if (!rule) throw tagRuleError('crm.tag_rule_not_found', { details: { id } });
  return rule;
}

async function tagNamed(scope: TellScope, name: string): Promise<string> {
  await query(scope.em, 'insert into tag (id, name, created_at) values ($1, $2, $3) on conflict (name) do nothing', [
    newId(),
    name,
    scope.clock.now(),
  ]);
  const [tag] = await query<{ id: string }>(scope.em, 'select id from tag where name = $1', [name]);
  return tag!.id;
}
