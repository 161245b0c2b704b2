import { queryOne } from '../../../db/query.ts';
import type { CallPlanInput } from '../../../kernel/contracts/call-plans.ts';
import type { CallControl } from '../../../kernel/contracts/calls.ts';
import type { CallScope } from '../calls-scope.ts';

/** A task as handing over and steering need it. */
export interface Handed {
  readonly id: string;
  readonly control: CallControl;
  readonly control_told: CallControl;
  readonly started: boolean;
  readonly group_name: string;
  readonly job_group_id: string | null;
  readonly group_asked_at: string | null;
  readonly plan: CallPlanInput;
  readonly require_consent: boolean;
}

/** Reads a task for the dialer; undefined when it is gone. */
export async function readHanded(scope: Pick<CallScope, 'em'>, id: string): Promise<Handed | undefined> {
  return await queryOne<Handed>(
    scope.em,
    `select id, control, control_told, started_at is not null as started, group_name, job_group_id, iso(group_asked_at) as group_asked_at,
       plan, require_consent from call_tasks where id = $1`,
    [id],
  );
}
