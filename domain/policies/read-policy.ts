import { query, queryOne } from '../../db/query.ts';
import type { PolicyVersionView, PolicyView } from '../../kernel/contracts/policies.ts';
import type { Scope } from '../scope.ts';
import { policyError } from './errors.ts';
import type { PolicyKind } from './policy-kind.ts';

interface Stored {
  readonly value: unknown;
  readonly version: number;
  readonly updated_at: string;
}

/** A policy as it holds now. */
export interface CurrentPolicy<Value> {
  readonly value: Value;
  readonly version: number;
  /** Null: as the service brings it. */
  readonly updated_at: string | null;
}

/**
 * The policy of a kind as it holds now.
 * @throws AppError `policies.stored_unreadable` when a newer release asks for something the stored table does not say
 */
export async function readPolicy<Value>(
  scope: Pick<Scope, 'em'>,
  kind: PolicyKind<Value>,
): Promise<CurrentPolicy<Value>> {
  const row = await queryOne<Stored>(
    scope.em,
    'select value, version, iso(updated_at) as updated_at from policy where name = $1',
    [kind.name],
  );
  if (!row) return { value: kind.initial, version: 1, updated_at: null };
  const read = kind.schema.safeParse(row.value);
  if (read.success) return { value: read.data, version: row.version, updated_at: row.updated_at };
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
  throw policyError('policies.stored_unreadable', { details: { title: kind.title, problems } });
}

/** As `readPolicy`, for the wire. */
export async function viewPolicy(scope: Pick<Scope, 'em'>, kind: PolicyKind<PolicyView['value']>): Promise<PolicyView> {
  const { value, version, updated_at } = await readPolicy(scope, kind);
  return { name: kind.name, title: kind.title, description: kind.description, value, version, updated_at };
}

/** All a policy ever was, the newest first; the last one is what the service brought. */
export async function policyHistory(
  scope: Pick<Scope, 'em'>,
  kind: PolicyKind<PolicyView['value']>,
): Promise<PolicyVersionView[]> {
  const rows = await query<PolicyVersionView>(
    scope.em,
    `select v.version, v.value, v.reason, u.name as changed_by, iso(v.changed_at) as changed_at
     from policy_version v left join app_user u on u.id = v.changed_by_id where v.name = $1 order by v.version desc`,
    [kind.name],
  );
  return [...rows, { version: 1, value: kind.initial, reason: '系统自带', changed_by: null, changed_at: null }];
}
