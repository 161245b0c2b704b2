import { z } from 'zod';
import { findMessages } from '../domain/messaging/conversations/find-messages.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { given, maybeAbout, maybeFlag, maybeGroupName, maybeMember, maybePeriod } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { MESSAGE_TABLE } from './present/message-table.ts';
import { tablePart } from './present/row-table.ts';
import { shortText } from './present/short-text.ts';
import { maybeMembers } from './resolve/group-member.ts';
import { maybeGroup } from './resolve/group.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { readTool } from './tool.ts';

const MOST_READ = 50;
const MOST_TOLD = 3;

export const findMessagesTool = readTool({
  name: 'find_messages',
  title: '查群消息',
  description:
    '查微信群、企微群里说过什么：按群、按人、按时间、按内容里的字；unanswered 只看我方还没有回应的号主消息。不是跟进记录。',
  permission: 'messaging.read',
  input: z.strictObject({
    group: maybeGroupName,
    person: maybeMember,
    period: maybePeriod(),
    about: maybeAbout,
    unanswered: maybeFlag('没人回应', [
      '没人回',
      '没有人回',
      '没回复',
      '未回复',
      '没人理',
      '没有回复',
      '还没回',
      '没人答',
    ]),
  }),
  phrases: [
    '{group}里都说了什么',
    '看一下{group}{period}的消息',
    '{person}{period}在群里说了什么',
    '{group}里有人提到{about}吗',
    '{period}群里聊了些什么',
    '群里还没人回复的消息',
    '哪些群消息没回复',
    '{group}里没人回的消息找出来',
    '谁在{group}里说过{about}',
    '{period}{group}都聊了什么',
    '群消息里搜一下{about}',
  ],
  answer: async (scope, said) => {
    const group = await maybeGroup(scope, said.group);
    const people = await maybeMembers(scope, said.person, group);
    const days = pastDays(said.period, scope.clock.now());
    const about = given(said.about);
    const { items, total } = await findMessages(scope, {
      page: 1,
      page_size: MOST_READ,
      conversation_id: group?.id,
      person_ids: people?.ids,
      q: about,
      ...(days ? momentsOf(days) : {}),
      unanswered: said.unanswered ?? undefined,
    });
    const what = phrase(
      typeof said.period === 'string' && said.period,
      group ? `“${group.name}”里` : '群里',
      people && `${people.name}说的`,
      about && `提到“${about}”的`,
      said.unanswered && '还没有人回应的',
      '消息',
    );
    const suggestions = [group && `“${group.name}”今天的消息`, '今天哪些群消息还没人回复', '今天群里有哪些告警'];
    if (items.length === 0) return answer({ text: `没有找到${what}。`, parts: [], suggestions });
    const now = scope.clock.now();
    const told = items
      .slice(0, MOST_TOLD)
      .map(
        (one) =>
          `${formatWhen(one.sent_at, now)} ${one.person_name}（${one.conversation_name}）：“${shortText(one.text)}”`,
      );
    return answer({
      text: sentences(`${what}有 ${total} 条，最近的：\n`, told.join('\n')),
      parts: [tablePart(MESSAGE_TABLE, items, { title: '群消息', total })],
      suggestions,
    });
  },
});
