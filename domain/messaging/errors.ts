import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What the messaging room refuses. */
export const MESSAGING_ERRORS = {
  'messaging.channel_not_set_up': {
    kind: 'invalid',
    zh: '渠道“{channel}”还没有配置好。请管理员补全环境变量后重启服务。',
    en: 'The channel {channel} is not set up. Complete its settings and restart.',
  },
  'messaging.account_not_found': {
    kind: 'not_found',
    zh: '没有找到这个账号，或者它不归您管。请刷新账号列表。',
    en: 'No such account, or it is not yours to use. Reload the list.',
  },
  'messaging.no_public_url': {
    kind: 'invalid',
    zh: '服务还没有对外的地址，渠道没法回调。请管理员设置 PUBLIC_URL 后重启。',
    en: 'The service has no public address to be called back at. Set PUBLIC_URL and restart.',
  },
  'messaging.callback_not_settable': {
    kind: 'conflict',
    zh: '这个渠道不支持自动设置回调，请把回调地址填到渠道的后台。',
    en: 'This channel cannot be told the address by a call. Enter it at the vendor.',
  },
  'messaging.account_exists': {
    kind: 'conflict',
    zh: '这个账号已经添加过了（“{name}”）。',
    en: 'This account was added already ({name}).',
  },
  'messaging.account_in_use': {
    kind: 'conflict',
    zh: '这个账号已经有收发记录，不能删除。可以先暂停它。',
    en: 'The account has messages or commands and cannot be deleted. Pause it instead.',
  },
  'messaging.stale_version': {
    kind: 'conflict',
    zh: '这条记录刚被别人改过（现在是第 {current_version} 版）。请刷新后核对再提交。',
    en: 'Somebody else changed this record (version {current_version} now). Reload, check and submit again.',
  },
  'messaging.conversation_not_found': {
    kind: 'not_found',
    zh: '没有找到这个群或会话，或者您不能查看它。请核对名称。',
    en: 'No such conversation, or it is not yours to see. Check the name.',
  },
  'messaging.person_not_found': {
    kind: 'not_found',
    zh: '没有找到这个人，或者您不能查看。请核对名称。',
    en: 'No such person, or not yours to see. Check the name.',
  },
  'messaging.link_not_found': {
    kind: 'not_found',
    zh: '没有找到要关联的联系人或同事。请重新选择。',
    en: 'No such contact or colleague. Choose again.',
  },
  'messaging.role_rule_not_found': {
    kind: 'not_found',
    zh: '没有找到这条身份规则，可能已被删除。请刷新。',
    en: 'No such role rule. Reload the list.',
  },
  'messaging.no_account_in_conversation': {
    kind: 'conflict',
    zh: '没有可以在“{conversation}”里发言的账号。请先把机器人拉进群，或换一个账号。',
    en: 'No account of ours is in {conversation}. Add a robot to it first.',
  },
  'messaging.monitor_silent': {
    kind: 'conflict',
    zh: '“{name}”在这里只负责监控，不发言。请换一个机器人。',
    en: '{name} only monitors here and does not speak. Choose another robot.',
  },
  'messaging.monitor_speaks': {
    kind: 'invalid',
    zh: '监控机器人不能再排别的岗位：它只听不说，这样才不会跟着被封。',
    en: 'A monitor can have no other duty: it only listens, so that it is not lost to a ban.',
  },
  'messaging.post_twice': {
    kind: 'invalid',
    zh: '同一个机器人在同一个岗位上排了两次。请去掉一个。',
    en: 'A robot has the same duty twice. Remove one.',
  },
  'messaging.post_on_other_channel': {
    kind: 'invalid',
    zh: '“{name}”不在这个渠道上，进不了这个群。请换一个机器人。',
    en: '{name} belongs to another channel and cannot be in this group.',
  },
  'messaging.key_used_for_other_text': {
    kind: 'conflict',
    zh: '同一个请求号已经用来发送另一条内容。请换一个请求号。',
    en: 'The idempotency key was used for another content. Use a new one.',
  },
  'messaging.command_not_found': {
    kind: 'not_found',
    zh: '没有找到这条发送任务，或者您不能查看它。',
    en: 'No such command, or it is not yours to see.',
  },
  'messaging.command_not_open': {
    kind: 'conflict',
    zh: '这条发送任务已经是“{status}”，不能再这样处理。',
    en: 'The command is {status} already; this cannot be done any more.',
  },
  'messaging.command_may_have_left': {
    kind: 'conflict',
    zh: '还不能确定这条消息有没有发出去。请先到群里看一眼：发了就标为已发送，没发再重新发送。',
    en: 'It is not certain whether this went out. Look first; say whether it did.',
  },
  'messaging.site_not_found': {
    kind: 'not_found',
    zh: '没有这个网页聊天窗口。请核对页面里的编号。',
    en: 'No such chat window. Check the key in the page.',
  },
  'messaging.visitor_unknown': {
    kind: 'forbidden',
    zh: '聊天已过期，请重新打开窗口。',
    en: 'This chat is not known any more. Open the window again.',
  },
  'messaging.visitor_too_fast': {
    kind: 'conflict',
    zh: '发得太快了，请 {seconds} 秒后再发。',
    en: 'Too many messages, try again in {seconds} seconds.',
  },
  'messaging.callback_not_found': {
    kind: 'not_found',
    zh: '没有找到这条渠道回调，或者您不能查看它。',
    en: 'No such callback, or it is not yours to see.',
  },
  'messaging.callback_not_open': {
    kind: 'conflict',
    zh: '这条渠道回调是“{status}”，不用重新读取。',
    en: 'The callback is {status}; there is nothing to read again.',
  },
  'messaging.callback_refused': {
    kind: 'not_found',
    zh: '没有这个地址。',
    en: 'No such address.',
  },
} as const satisfies ErrorCatalogue;

export const messagingError = errorsOf(MESSAGING_ERRORS);
