import { callTrigger } from './call-finished.trigger.ts';
import { conditionTrigger } from './condition.trigger.ts';
import { delayTrigger } from './delay.trigger.ts';
import { keywordTrigger } from './keyword-matched.trigger.ts';
import { gradeTrigger } from './lead-scored.trigger.ts';
import { manualTrigger } from './manual.trigger.ts';
import { messageTrigger } from './message-received.trigger.ts';
import { newFriend } from './new-friend.trigger.ts';
import { scheduleTrigger } from './schedule.trigger.ts';
import { stageTrigger } from './stage-changed.trigger.ts';
import type { SopTriggerKind } from './trigger.ts';

/** Everything that starts sequences, the spec's seven first. */
export const SOP_TRIGGER_KINDS: readonly SopTriggerKind<never>[] = [
  newFriend,
  messageTrigger,
  keywordTrigger,
  scheduleTrigger,
  delayTrigger,
  conditionTrigger,
  manualTrigger,
  stageTrigger,
  gradeTrigger,
  callTrigger,
];
