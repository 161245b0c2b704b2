import { query } from '../../db/query.ts';
import { requirePermission } from '../../kernel/actor.ts';
import type { PolicyView, UpdatePolicy } from '../../kernel/contracts/policies.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { policyError } from './errors.ts';
import type { PolicyKind } from './policy-kind.ts';
import { readPolicy, viewPolicy } from './read-policy.ts';

type SaveScope = Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>;

/**
 * Replaces a policy; it counts from the next message on. The former one stays in the history.
 * @throws AppError `access.not_permitted`, `policies.bad_shape`, `policies.not_total` (with the place),
 *   `policies.stale_version`
 */
export async function savePolicy(
  outer: SaveScope,
  kind: PolicyKind<PolicyView['value']>,
  input: UpdatePolicy,
): Promise<PolicyView> {
  requirePermission(outer.actor, 'routing.configure');
  const value = checked(kind, input.value);
  return await inTransaction(outer, async (scope) => {
    const before = await readPolicy(scope, kind);
    await store(scope, kind, { ...input, value }, before.version);
    appendAudit(scope, {
      action: 'policy.updated',
      entity: 'policy',
      entityId: null,
      before: { name: kind.name, value: before.value },
      after: { name: kind.name, value, reason: input.reason },
    });
    await scope.em.flush();
    return await viewPolicy(scope, kind);
  });
}

function checked(kind: PolicyKind<PolicyView['value']>, given: unknown): PolicyView['value'] {
  const read = kind.schema.safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`).join('；');
    throw policyError('policies.bad_shape', { details: { problems } });
  }
  const problems = kind.check(read.data);
  if (problems.length > 0)
    throw policyError('policies.not_total', { details: { problems: problems.join('；'), places: problems } });
  return read.data;
}

async function store(
  scope: SaveScope,
  kind: PolicyKind<PolicyView['value']>,
  input: { readonly version: number; readonly value: unknown; readonly reason: string },
  current: number,
): Promise<void> {
  const stale = () => policyError('policies.stale_version', { details: { current_version: current } });
  if (input.version !== current) throw stale();
  const now = scope.clock.now();
  const by = scope.actor.kind === 'system' ? null : scope.actor.userId;
  const [saved] = await query<{ version: number }>(
    scope.em,
    `insert into policy (name, value, updated_at, version) values ($1, $2, $3, $4 + 1)
     on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at, version = excluded.version
     where policy.version = $4 returning version`,
    [kind.name, JSON.stringify(input.value), now, input.version],
  );
  // Somebody else saved the first change between our reading and this.
  if (!saved) throw stale();
  await query(
    scope.em,
    'insert into policy_version (name, version, value, reason, changed_by_id, changed_at) values ($1, $2, $3, $4, $5, $6)',
    [kind.name, saved.version, JSON.stringify(input.value), input.reason, by, now],
  );
}
