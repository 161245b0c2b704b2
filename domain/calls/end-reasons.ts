/** Who or what ended a conversation that took place. */
export const END_REASONS = [
  'finished',
  'robot_left_unanswered',
  'robot_left_silence',
  'contact_left_unanswered',
  'contact_left',
  'transferred_by_intent',
  'transferred_unanswered',
  'no_interaction',
  'error',
] as const;
export type EndReason = (typeof END_REASONS)[number];

export const END_REASON_WORDS: Readonly<Record<EndReason, { readonly zh: string; readonly en: string }>> = {
  finished: { zh: '流程走完', en: 'finished' },
  robot_left_unanswered: { zh: '对方未应答，机器人挂断', en: 'robot left: no reply' },
  robot_left_silence: { zh: '对方静音，机器人挂断', en: 'robot left: silence' },
  contact_left_unanswered: { zh: '机器人未应答，对方挂断', en: 'contact left: no reply' },
  contact_left: { zh: '对方挂断', en: 'contact hung up' },
  transferred_by_intent: { zh: '按意图转人工', en: 'handed over by intent' },
  transferred_unanswered: { zh: '机器人未应答，转人工', en: 'handed over: no reply' },
  no_interaction: { zh: '没有交流', en: 'no interaction' },
  error: { zh: '机器人出错', en: 'robot error' },
};
