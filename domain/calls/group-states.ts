/** Where a group of jobs stands at the dialer. Its end is called completed, not succeeded. */
export const GROUP_STATES = [
  'draft',
  'initializing',
  'scheduling',
  'executing',
  'paused',
  'completed',
  'failed',
  'cancelled',
  'unknown',
] as const;
export type GroupState = (typeof GROUP_STATES)[number];

export const GROUP_STATE_TABLE: Readonly<
  Record<GroupState, { readonly zh: string; readonly en: string; readonly final: boolean }>
> = {
  draft: { zh: '草稿', en: 'draft', final: false },
  initializing: { zh: '准备中', en: 'initializing', final: false },
  scheduling: { zh: '等待拨打', en: 'scheduling', final: false },
  executing: { zh: '正在拨打', en: 'executing', final: false },
  paused: { zh: '已暂停', en: 'paused', final: false },
  completed: { zh: '已完成', en: 'completed', final: true },
  failed: { zh: '失败', en: 'failed', final: true },
  cancelled: { zh: '已取消', en: 'cancelled', final: true },
  unknown: { zh: '状态未知', en: 'unknown', final: false },
};
