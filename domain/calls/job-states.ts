/** Where one person's job at the dialer stands. `unknown`: a word of the vendor that we do not know yet. */
export const JOB_STATES = [
  'drafted',
  'scheduling',
  'executing',
  'paused',
  'succeeded',
  'failed',
  'cancelled',
  'unknown',
] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface JobStateMeaning {
  readonly zh: string;
  readonly en: string;
  /** Nothing will change any more. Cancelled is final too: a rule that forgets it asks about such jobs for ever. */
  readonly final: boolean;
  /** Somebody or something answered. Says nothing of what they want. */
  readonly reached: boolean;
}

/** An unknown word is not final: it is asked about again rather than judged. */
export const JOB_STATE_TABLE: Readonly<Record<JobState, JobStateMeaning>> = {
  drafted: { zh: '草稿', en: 'drafted', final: false, reached: false },
  scheduling: { zh: '等待拨打', en: 'scheduling', final: false, reached: false },
  executing: { zh: '正在拨打', en: 'executing', final: false, reached: false },
  paused: { zh: '已暂停', en: 'paused', final: false, reached: false },
  succeeded: { zh: '已接通', en: 'reached', final: true, reached: true },
  failed: { zh: '未接通', en: 'not reached', final: true, reached: false },
  cancelled: { zh: '已取消', en: 'cancelled', final: true, reached: false },
  unknown: { zh: '状态未知', en: 'unknown', final: false, reached: false },
};
