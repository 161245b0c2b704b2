import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { RoleRuleView, SaveRoleRule } from '../../../kernel/contracts/messaging-people.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** The rules that tell roles, in their order. */
export async function readRoleRules(scope: Pick<WriteScope, 'em'>): Promise<RoleRuleView[]> {
  return await query<RoleRuleView>(
    scope.em,
    'select id, position, kind, words, role, confidence, active, version from role_rule order by position, id',
  );
}

/**
 * Adds a rule; it counts from the next message on.
 * @throws AppError `access.not_permitted`
 */
export async function createRoleRule(outer: WriteScope, input: SaveRoleRule): Promise<RoleRuleView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const id = newId();
    await query(
      scope.em,
      `insert into role_rule (id, position, kind, words, role, confidence, active, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [id, input.position, input.kind, input.words, input.role, input.confidence, input.active, scope.clock.now()],
    );
    return await kept(scope, id, 'created', input);
  });
}

/**
 * Changes a rule.
 * @throws AppError `access.not_permitted`, `messaging.role_rule_not_found`, `messaging.stale_version`
 */
export async function updateRoleRule(
  outer: WriteScope,
  input: SaveRoleRule & { readonly id: string; readonly version: number },
): Promise<RoleRuleView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const found = await queryOne<{ version: number }>(
      scope.em,
      'select version from role_rule where id = $1 for update',
      [input.id],
    );
    if (!found) throw messagingError('messaging.role_rule_not_found', { details: { id: input.id } });
    if (found.version !== input.version)
      throw messagingError('messaging.stale_version', { details: { current_version: found.version } });
    await query(
      scope.em,
      `update role_rule set position = $2, kind = $3, words = $4, role = $5, confidence = $6, active = $7, updated_at = $8,
         version = version + 1 where id = $1`,
      [
        input.id,
        input.position,
        input.kind,
        input.words,
        input.role,
        input.confidence,
        input.active,
        scope.clock.now(),
      ],
    );
    return await kept(scope, input.id, 'updated', input);
  });
}

/**
 * Removes a rule; what it said of people is told anew with their next message.
 * @throws AppError `access.not_permitted`, `messaging.role_rule_not_found`
 */
export async function deleteRoleRule(outer: WriteScope, id: string): Promise<void> {
  requirePermission(outer.actor, 'messaging.configure');
  await inTransaction(outer, async (scope) => {
    const [gone] = await query(scope.em, 'delete from role_rule where id = $1 returning id', [id]);
    if (!gone) throw messagingError('messaging.role_rule_not_found', { details: { id } });
    appendAudit(scope, { action: 'role_rule.deleted', entity: 'role_rule', entityId: id });
    await scope.em.flush();
  });
}

async function kept(scope: WriteScope, id: string, verb: string, after: SaveRoleRule): Promise<RoleRuleView> {
  appendAudit(scope, { action: `role_rule.${verb}`, entity: 'role_rule', entityId: id, after });
  await scope.em.flush();
  return (await readRoleRules(scope)).find((rule) => rule.id === id)!;
}
