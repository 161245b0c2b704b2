import { Params } from '../../../db/query.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';
import type { ReadScope } from '../messaging-scope.ts';
import { visibleConversations } from './conversation-view.ts';

/** A message with where it was said, by whom, and how soon somebody of ours spoke after it. */
export interface FoundMessage {
  readonly id: string;
  readonly conversation_id: string;
  readonly conversation_name: string;
  readonly direction: 'in' | 'out';
  /** Null: one of our accounts. */
  readonly person_id: string | null;
  /** The name in the group; «我方» for our accounts. */
  readonly person_name: string;
  /** Null: ours, or nobody told yet. */
  readonly role: GroupRole | null;
  readonly text: string;
  readonly sent_at: string;
  /** When a robot or a colleague spoke next in the conversation; null: nobody has yet. */
  readonly answered_at: string | null;
}

export interface FindMessages extends PageRequest {
  readonly conversation_id?: string | undefined;
  readonly person_ids?: readonly string[] | undefined;
  /** Words the text holds. */
  readonly q?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  /** Only what customers said after which nobody of ours has spoken. */
  readonly unanswered?: boolean | undefined;
}

/** What is said by us: by an account, or by somebody whose role in the group says so. */
const OURS = (message: string, member: string): string =>
  `(${message}.direction = 'out' or ${member}.role in ('operations', 'staff', 'after_sales', 'robot'))`;
const NEXT_OF_OURS = `select a.sent_at from channel_message a
  left join group_member b on b.conversation_id = a.conversation_id and b.person_id = a.person_id
  where a.conversation_id = m.conversation_id and a.sent_at > m.sent_at and a.recalled_at is null and ${OURS('a', 'b')}
  order by a.sent_at limit 1`;

/** What was said in the conversations one sees, the newest first; messages that were taken back are left out. */
export async function findMessages(scope: ReadScope, input: FindMessages): Promise<Page<FoundMessage>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params), 'm.recalled_at is null'];
  if (input.conversation_id) where.push(`m.conversation_id = ${params.add(input.conversation_id)}`);
  if (input.person_ids) where.push(`m.person_id = any (${params.add([...input.person_ids])}::uuid[])`);
  if (input.q?.trim()) where.push(`m.text ilike '%' || ${params.add(input.q.trim())} || '%'`);
  if (input.from) where.push(`m.sent_at >= ${params.add(input.from)}`);
  if (input.to) where.push(`m.sent_at < ${params.add(input.to)}`);
  if (input.unanswered) where.push(`not ${OURS('m', 'g')} and not exists (${NEXT_OF_OURS})`);
  const joins = `join channel_conversation v on v.id = m.conversation_id left join channel_person p on p.id = m.person_id
    left join group_member g on g.conversation_id = m.conversation_id and g.person_id = m.person_id`;
  return await pageOfRows<FoundMessage>(
    scope,
    {
      from: 'channel_message m',
      alias: 'm',
      filterJoins: joins,
      where,
      orderBy: 'm.sent_at desc, m.sequence desc nulls last, m.id desc',
      columns: `m.id, m.conversation_id, coalesce(v.remark, v.name) as conversation_name, m.direction, m.person_id,
        coalesce(g.display_name, p.name, '我方') as person_name, g.role, m.text, iso(m.sent_at) as sent_at,
        iso((${NEXT_OF_OURS})) as answered_at`,
      joins,
      params,
    },
    input,
  );
}
