import { Params, query } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import type { ReadScope } from '../messaging-scope.ts';
import { visibleConversations } from './conversation-view.ts';

/** A group as it is looked for by its name. */
export interface FoundGroup {
  readonly id: string;
  readonly name: string;
  readonly channel: Channel;
  readonly customer_name: string | null;
  readonly version: number;
}

const MOST = 20;
/** «一群» and «1群», «A 群» and «a群» are one name. */
const FOLD = (text: string): string =>
  `lower(translate(${text}, '一二三四五六七八九１２３４５６７８９ 　的', '123456789123456789'))`;

/**
 * Groups whose name or remark holds the words, or that belong to a customer called so; the nearest first, at most 20. Digits
 * count the same however they are written. An empty text finds nothing.
 */
export async function findGroups(scope: ReadScope, said: string): Promise<FoundGroup[]> {
  const words = said.trim();
  if (words === '') return [];
  const params = new Params();
  const seen = visibleConversations(scope.actor, 'v', params);
  const [id, text] = [params.add(words), FOLD(params.add(words))];
  return await query<FoundGroup>(
    scope.em,
    `select g.id, g.name, g.channel, g.customer_name, g.version from (
       select v.id, coalesce(v.remark, v.name) as name, v.channel, k.name as customer_name, v.version, v.last_message_at,
         case when v.id::text = lower(${id}) then 0
           when ${text} in (${FOLD('v.name')}, ${FOLD("coalesce(v.remark, '')")}) then 1
           when position(${text} in ${FOLD("v.name || ' ' || coalesce(v.remark, '')")}) > 0 then 2
           when ${text} in (${FOLD("coalesce(k.name, '')")}, ${FOLD("coalesce(k.short_name, '')")}) then 3
         end as far
       from channel_conversation v left join customer k on k.id = v.customer_id where v.kind = 'group' and ${seen}) g
     where g.far is not null order by g.far, g.last_message_at desc nulls last, g.id limit ${MOST}`,
    params.values,
  );
}
