import { z } from 'zod';
import { INTENTS, type Intent } from '../../assistant.port.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import type { Priority } from '../flow-state.ts';

/** What is done about an intent: a robot answers; answers only who speaks to it; says nothing; leaves it to a colleague. */
export const INTENT_ACTIONS = ['reply', 'reply_if_addressed', 'no_reply', 'hand_over'] as const;
export const IntentAction = z.enum(INTENT_ACTIONS);
export type IntentAction = z.infer<typeof IntentAction>;

/** As long as nobody changed it. */
export const STANDARD_ACTIONS: Readonly<Record<Intent, IntentAction>> = {
  question: 'reply',
  help: 'reply',
  complaint: 'hand_over',
  urgent: 'reply',
  real_name: 'hand_over',
  scan_login: 'hand_over',
  bind_phone: 'hand_over',
  purchase: 'reply',
  thanks: 'reply_if_addressed',
  greeting: 'reply_if_addressed',
  chat: 'reply_if_addressed',
  spam: 'no_reply',
  withdraw_complaint: 'reply',
  other: 'reply_if_addressed',
};
export const INTENT_WORDS: Readonly<Record<Intent, string>> = {
  question: '提问',
  help: '求助',
  complaint: '投诉或不满',
  urgent: '着急的事',
  real_name: '实名认证',
  scan_login: '扫码登录',
  bind_phone: '绑定手机',
  purchase: '购买咨询',
  thanks: '致谢',
  greeting: '打招呼',
  chat: '闲聊',
  spam: '广告',
  withdraw_complaint: '撤回投诉',
  other: '其他',
};

/** Whom a message speaks to: our robot, by a mention or in a talk of two; somebody else by name; nobody in particular. */
export type Addressed = 'us' | 'others' | 'nobody';

export interface ReplyFacts {
  readonly intent: Intent;
  readonly complaint: boolean;
  readonly confidence: number;
  readonly priority: Priority;
  readonly internal: boolean;
  readonly role: GroupRole;
  /** A kind of message a robot can read; images and files are not. */
  readonly readable: boolean;
  readonly addressed: Addressed;
  /** A colleague took the session over. */
  readonly silent: boolean;
  /** A colleague wrote here within the time set. */
  readonly staffActive: boolean;
}

export interface ReplySettings {
  readonly actions: Readonly<Record<Intent, IntentAction>>;
  /** Below this confidence only who speaks to the robot is answered. */
  readonly least_confidence: number;
  /** High priority counts as spoken to us: a robot must not wait to be named when it burns. */
  readonly high_priority_counts: boolean;
}

export interface ReplyVerdict {
  readonly act: 'reply' | 'no_reply' | 'hand_over';
  /** The rule that decided. */
  readonly rule: string;
  readonly words: string;
}

type ReplyRule = readonly [
  name: string,
  act: ReplyVerdict['act'],
  words: string | ((facts: ReplyFacts) => string),
  holds: (facts: ReplyFacts, settings: ReplySettings) => boolean,
];

const isCalled = ({ addressed, priority }: ReplyFacts, { high_priority_counts: high }: ReplySettings): boolean =>
  addressed === 'us' || (high && priority === 'high');
const actionOf = ({ intent, complaint }: ReplyFacts, { actions }: ReplySettings): IntentAction =>
  complaint && intent !== 'complaint' ? actions.complaint : actions[intent];
const about = ({ intent, complaint }: ReplyFacts): string => INTENT_WORDS[complaint ? 'complaint' : intent];

/** The first that holds decides; the last always holds, so the table is total. */
const RULES: readonly ReplyRule[] = [
  ['internal', 'no_reply', '内部群里机器人不插话', ({ internal }) => internal],
  ['not_a_customer', 'no_reply', '不是客户说的话', ({ role }) => role !== 'user'],
  ['silent', 'no_reply', '同事已经接手，机器人不插话', ({ silent }) => silent],
  [
    'unwanted',
    'no_reply',
    (facts) => `${about(facts)}不回复`,
    (facts, settings) => actionOf(facts, settings) === 'no_reply',
  ],
  [
    'for_people',
    'hand_over',
    (facts) => `${about(facts)}由同事处理`,
    (facts, settings) => actionOf(facts, settings) === 'hand_over',
  ],
  ['staff_active', 'no_reply', '同事正在群里说话', ({ staffActive, addressed }) => staffActive && addressed !== 'us'],
  ['for_others', 'no_reply', '点名找的是别人', ({ addressed }) => addressed === 'others'],
  [
    'not_called',
    'no_reply',
    (facts) => `${about(facts)}，没有点名机器人`,
    (facts, settings) => actionOf(facts, settings) === 'reply_if_addressed' && !isCalled(facts, settings),
  ],
  [
    'unsure',
    'no_reply',
    '没把握是在问什么，也没有点名机器人',
    (facts, settings) => facts.confidence < settings.least_confidence && !isCalled(facts, settings),
  ],
  ['unreadable', 'hand_over', '发来的不是文字，机器人看不懂', ({ readable }) => !readable],
  ['reply', 'reply', (facts) => `${about(facts)}，可以回复`, () => true],
];

/** Whether a robot answers, keeps still or leaves it to a colleague, and by which rule. Total over its facts. */
export function decideReply(facts: ReplyFacts, settings: ReplySettings): ReplyVerdict {
  const [rule, act, words] = RULES.find(([, , , holds]) => holds(facts, settings))!;
  return { act, rule, words: typeof words === 'string' ? words : words(facts) };
}

/** The action of every intent, each with its standard. */
export const intentActions = z
  .strictObject(
    Object.fromEntries(INTENTS.map((intent) => [intent, IntentAction.default(STANDARD_ACTIONS[intent])])) as Record<
      Intent,
      z.ZodDefault<typeof IntentAction>
    >,
  )
  .prefault({});
