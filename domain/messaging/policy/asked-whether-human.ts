import { query } from '../../../db/query.ts';
import type { SendPolicyView } from '../../../kernel/contracts/messaging.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** How far back a question counts, as long as nobody of ours answered it by hand. */
const ASKED_MS = 30 * 60_000;

/**
 * Whether somebody in the conversation asked lately if a person or a machine answers, and no colleague has written since.
 * @param conversation null: it goes to no one in particular
 */
export async function readAskedWhetherHuman(
  scope: Pick<ReadScope, 'em'> & { readonly clock: { now(): Date } },
  conversation: string | null,
  policy: Pick<SendPolicyView, 'human_questions'>,
): Promise<boolean> {
  if (conversation === null) return false;
  const asked = await query<{ text: string }>(
    scope.em,
    `select m.text from channel_message m where m.conversation_id = $1 and m.direction = 'in' and m.received_at > $2
       and m.recalled_at is null and not exists (
         select 1 from channel_message o left join robot_command_queue c on c.id = o.command_id
         where o.conversation_id = $1 and o.direction = 'out' and o.sent_at >= m.sent_at
           and (o.command_id is null or coalesce(c.released_by, c.approval_id) is not null or c.source = 'person'))
     order by m.received_at desc limit 20`,
    [conversation, new Date(scope.clock.now().getTime() - ASKED_MS)],
  );
  return asked.some(({ text }) => asksWhetherHuman(text, policy.human_questions));
}

/** Whether a text asks so. Pure. */
export function asksWhetherHuman(text: string, questions: readonly string[]): boolean {
  const said = fold(text);
  return questions.some((question) => said.includes(fold(question)));
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s|个|一/g, '');
}
