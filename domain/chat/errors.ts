import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

export const CHAT_ERRORS = {
  'chat.conversation_not_found': { kind: 'not_found', zh: '没有这段对话。', en: 'No such conversation.' },
  'chat.run_not_found': { kind: 'not_found', zh: '没有这次回答。', en: 'No such run.' },
  'chat.busy': {
    kind: 'conflict',
    zh: '上一个问题还在回答，请等一等，或者先停止它。',
    en: 'The last question is still being answered.',
  },
  'chat.run_taken': {
    kind: 'conflict',
    zh: '这个回答编号已经用过了，请换一个再发。',
    en: 'This run id is taken; send the question with another one.',
  },
  'chat.empty': { kind: 'invalid', zh: '请先写点什么。', en: 'There is no message to answer.' },
  'chat.too_long': {
    kind: 'invalid',
    zh: '一条消息最多 {limit} 个字。',
    en: 'A message may have at most {limit} characters.',
  },
  'chat.approval_not_found': { kind: 'not_found', zh: '没有找到这张确认卡。', en: 'No such approval.' },
  'chat.approval_settled': {
    kind: 'conflict',
    zh: '这张确认卡已经处理过了（{status}）。',
    en: 'This approval was settled already ({status}).',
  },
  'chat.approval_expired': {
    kind: 'conflict',
    zh: '这张确认卡已过期，没有做任何改动。需要的话请再说一遍。',
    en: 'This approval has expired; nothing was changed.',
  },
  'chat.approval_mismatch': {
    kind: 'conflict',
    zh: '您同意的内容和卡片上的不一致，没有做任何改动。请刷新后再确认。',
    en: 'What was agreed to is not what the card shows; nothing was changed.',
  },
  'chat.too_many_cards': {
    kind: 'conflict',
    zh: '外部助手已经有 {most} 张卡片在等您确认，请先处理这些卡片。',
    en: 'There are {most} cards from other programs waiting already; settle some of them first.',
  },
  'chat.record_changed': {
    kind: 'conflict',
    zh: '记录在您确认之前被改过了，所以没有执行。请按最新内容再确认一次。',
    en: 'The record changed before you agreed, so nothing was done.',
  },
} as const satisfies ErrorCatalogue;

export const chatError = errorsOf(CHAT_ERRORS);
