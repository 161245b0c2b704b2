import { queryOne } from '../../../db/query.ts';
import type { SendPolicyView } from '../../../kernel/contracts/messaging.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** The organisation's rules of sending. */
export async function readPolicy(scope: Pick<ReadScope, 'em'>): Promise<SendPolicyView> {
  const policy = await queryOne<SendPolicyView>(
    scope.em,
    `select quiet_from, quiet_to, proactive_per_day, proactive_per_hour, same_text_per_hour, replies_per_minute,
       longest_text, silent_minutes, forbidden_words, rewordings, human_questions, version from send_policy where id = 1`,
  );
  return policy!;
}
