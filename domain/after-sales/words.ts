import type { TrackTaskKind, TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';

/** How a task stands, as people say it. */
export const TASK_STATUS_WORDS: Readonly<Record<TrackTaskStatus, string>> = {
  pending: '待开始',
  waiting_user_response: '等对方回应',
  in_progress: '处理中',
  completed: '已完成',
  overdue: '已超时',
  cancelled: '已取消',
};

/** What a task is about. */
export const TASK_KIND_WORDS: Readonly<Record<TrackTaskKind, string>> = {
  real_name: '实名认证',
  scan_login: '扫码登录',
  bind_phone: '绑定手机',
  operation: '运营交办',
  other: '其他',
};
