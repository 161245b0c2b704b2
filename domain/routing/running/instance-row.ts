import { queryOne, withDates } from '../../../db/query.ts';
import type { InstanceStatus, NodeCause } from '../../../kernel/contracts/routing.ts';
import type { Scope } from '../../scope.ts';

export interface InstanceRow {
  readonly id: string;
  readonly definition_id: string;
  readonly flow_version_id: string;
  readonly conversation_id: string;
  readonly status: InstanceStatus;
  readonly state: unknown;
  readonly node_id: string | null;
  readonly node_since: Date;
  readonly cause: NodeCause;
  readonly steps: number;
  readonly attempts: number;
  readonly priority: number;
  readonly seed: number;
  readonly token: number;
}

export const INSTANCE_COLUMNS = `id, definition_id, flow_version_id, conversation_id, status, state, node_id, node_since, cause, steps,
  attempts, priority, seed, token`;

/**
 * The instance, locked until the transaction ends; undefined when somebody else carries it meanwhile, it was cancelled, or it
 * is gone: what was thought out for it is not to be written then.
 */
export async function lockHeld(
  scope: Pick<Scope, 'em'>,
  held: Pick<InstanceRow, 'id' | 'token'>,
): Promise<InstanceRow | undefined> {
  const row = await queryOne<InstanceRow>(
    scope.em,
    `select ${INSTANCE_COLUMNS} from flow_instances where id = $1 and token = $2 and status = 'running' for update`,
    [held.id, held.token],
  );
  return row && withDates(row, 'node_since');
}
