import type { CommandStatus } from '../../kernel/contracts/messaging.ts';
import type { GroupRole, SessionStatus } from '../../kernel/contracts/messaging-people.ts';
import type { RefusalReason } from './refusal-reasons.ts';

/** The five roles of a group, as people say them. */
export const ROLE_WORDS: Readonly<Record<GroupRole, string>> = {
  operations: '运营',
  staff: '工作人员',
  after_sales: '售后',
  user: '号主',
  robot: '机器人',
};

/** How a session stands, as people say it. */
export const SESSION_WORDS: Readonly<Record<SessionStatus, string>> = {
  open: '进行中',
  handed_over: '已转人工',
  ended: '已结束',
};

/** How a command stands, as people say it. */
export const STATUS_WORDS: Readonly<Record<CommandStatus, string>> = {
  waiting: '等待发送',
  held: '已拦下',
  sending: '发送中',
  accepted: '已提交，等待确认',
  timeout: '结果不明',
  completed: '已发送',
  failed: '发送失败',
  refused: '未发送',
  cancelled: '已取消',
};

/** Why a vendor did not do it, as people say it. */
export const REFUSAL_WORDS: Readonly<Record<RefusalReason, string>> = {
  too_many_calls: '渠道限制了调用次数',
  account_offline: '账号不在线',
  account_unknown: '渠道不认识这个账号，请核对编号',
  not_permitted: '账号没有这个操作的权限',
  target_not_found: '找不到收件人，可能改了备注或已不是好友',
  group_not_found: '找不到这个群，可能改了群名或账号已不在群里',
  content_refused: '渠道不接受这条内容',
  file_unreachable: '渠道下载不到文件',
  not_supported: '这个渠道发不了这种内容',
  already_done: '渠道说已经做过了',
  vendor_fault: '渠道出了故障',
};

/** Reasons of our own beside the vendor's. */
export const OUR_REASON_WORDS = {
  policy: '不符合发送规则',
  expired: '过了有效时间，不再发送',
  unconfirmed: '多次查询仍不知道有没有发出',
  cancelled: '被取消',
  colleague_spoke: '同事已经回复，机器人不再说',
} as const;
export type OurReason = keyof typeof OUR_REASON_WORDS;

/** The words for a command's stored reason; null when it has none. */
export function reasonWords(reason: string | null): string | null {
  if (reason === null) return null;
  const words: Readonly<Record<string, string>> = { ...REFUSAL_WORDS, ...OUR_REASON_WORDS };
  return words[reason] ?? reason;
}
