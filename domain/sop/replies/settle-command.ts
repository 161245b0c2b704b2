import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CommandStatus } from '../../../kernel/contracts/messaging.ts';
import type { ChangeScope } from '../running/change-instance.ts';
import { wakeSop } from '../running/wake-sop.ts';
import { standBack } from './stand-back.ts';

/** A command came to its end: what waits for it is due. What a colleague sent from here counts as written by hand. */
export async function settleCommand(
  outer: ChangeScope,
  told: { readonly command_id: string; readonly source: string; readonly status: CommandStatus },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    if (told.source === 'sop') {
      const now = scope.clock.now();
      const woken = await query(
        scope.em,
        `update sop_instances set due_at = $2 where waits_on = $1 and waits_for = 'command' returning id`,
        [told.command_id, now],
      );
      if (woken.length > 0) await wakeSop(scope, now);
      return;
    }
    if (told.source !== 'person' || told.status !== 'completed') return;
    const command = await queryOne<{ conversation_id: string | null }>(
      scope.em,
      'select conversation_id from robot_command_queue where id = $1',
      [told.command_id],
    );
    if (command?.conversation_id) await standBack(scope, command.conversation_id);
  });
}
