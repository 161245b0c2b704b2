import type { StaffStateName } from '../../../kernel/contracts/messaging-people.ts';
import { countOpenTasks } from '../../after-sales/open-tasks.ts';
import { membersWithRole } from '../../messaging/people/group-members.ts';
import { listStaff } from '../../messaging/staff/list-staff.ts';
import type { ReadScope } from '../nodes/node.ts';

/** A colleague who serves, and how they stand. */
export interface ServingStaff {
  readonly person_id: string;
  readonly name: string;
  readonly state: StaffStateName;
  readonly reason: string;
}

/** Who is there comes before who is busy. */
const BEST: readonly StaffStateName[] = ['online', 'busy', 'offline'];

/** A simulation may say how every colleague stands. */
type Looks = ReadScope & { readonly assume?: { readonly staff_state?: StaffStateName } };

/**
 * Who serves in this conversation: of those named, or else of the after-sales colleagues who are in it, the one who is there.
 * Null when nobody is known.
 */
export async function readServingStaff(
  scope: Looks,
  conversationId: string,
  named: readonly string[],
): Promise<ServingStaff | null> {
  const ids =
    named.length > 0
      ? named
      : (await membersWithRole(scope, conversationId, 'after_sales')).map((member) => member.person_id);
  if (ids.length === 0) return null;
  const staff = await listStaff(scope, (people) => countOpenTasks(scope, people), ids);
  const states = staff.map(({ person_id, name, state, reason }) => ({
    person_id,
    name,
    state: scope.assume?.staff_state ?? state,
    reason,
  }));
  return states.toSorted((one, other) => BEST.indexOf(one.state) - BEST.indexOf(other.state))[0] ?? null;
}
