import type { CallRepair } from '../../kernel/contracts/call-diagnosis.ts';
import type { CallControl, CallInterest, CallTaskType, SkipReason } from '../../kernel/contracts/calls.ts';

/** Where a task stands, as people say it (spec 003). */
export const TASK_TYPE_WORDS: Readonly<Record<CallTaskType, string>> = {
  drafted: '已创建',
  calling: '外呼中',
  called: '外呼完成',
  followed_up: '跟进完成',
};

export const CONTROL_WORDS: Readonly<Record<CallControl, string>> = {
  running: '正常',
  suspended: '已暂停',
  cancelled: '已取消',
};

export const INTEREST_WORDS: Readonly<Record<CallInterest, string>> = {
  unclear: '无法判断',
  interested: '有意向',
  not_interested: '无意向',
};

/** Why somebody is not called, as the end of a sentence. */
export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  no_phone: '没有电话号码',
  bad_phone: '电话号码有误',
  duplicate: '号码和前面的第 {other} 行重复',
  reserved: '这个号码或线索已经在别的外呼任务里等待拨打',
  do_not_call: '号码在免打扰名单',
  do_not_disturb: '本人要求过不要打扰',
  no_consent: '没有同意外呼的记录',
  lead_not_found: '没有找到线索，或者您不能查看它',
  lead_closed: '线索已经作废',
  task_cancelled: '任务已取消',
};

/** What a repair does, for the button. */
export const REPAIR_WORDS: Readonly<Record<CallRepair, string>> = {
  start_monitor: '启动任务监控',
  free_mark: '清除过期的“处理中”标记',
  hand_over_again: '继续把名单交给外呼平台',
  resend_refused: '重新提交被拒绝的名单',
  sync_again: '重新同步外呼任务编号',
  query_again: '重新查询通话结果',
  follow_again: '重新生成跟进记录',
  analyse_again: '重新分析没有判断的通话',
  update_status: '重新核对任务状态',
};
