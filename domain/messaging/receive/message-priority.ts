import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';

/** Priority of the jobs a message makes: what operations say never waits behind what others say. */
const OPERATIONS_FIRST = 10;

/** How urgent a message is by who wrote it; null: nobody is known, or one of us. */
export function messagePriority(role: GroupRole | null): number {
  return role === 'operations' ? OPERATIONS_FIRST : 0;
}
