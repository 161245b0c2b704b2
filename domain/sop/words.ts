import type { SopInstanceStatus } from '../../kernel/contracts/sop-instances.ts';

/** How an instance stands, as people say it. */
export const STATUS_WORDS: Readonly<Record<SopInstanceStatus, string>> = {
  pending: '等待开始',
  executing: '进行中',
  paused: '已暂停',
  completed: '已完成',
  failed: '失败',
  cancelled: '已取消',
};
