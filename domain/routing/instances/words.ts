import type { InstanceStatus } from '../../../kernel/contracts/routing.ts';

/** How an instance stands, as people say it. */
export const INSTANCE_STATUS_WORDS: Readonly<Record<InstanceStatus, string>> = {
  running: '执行中',
  waiting: '等待中',
  finished: '已完成',
  failed: '失败',
  cancelled: '已取消',
};
