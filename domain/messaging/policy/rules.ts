import {
  accountOffline,
  accountPaused,
  accountRests,
  channelCarries,
  dailyQuota,
  vendorCalls,
} from './account-rules.ts';
import {
  askedWhetherHuman,
  colleagueSpeaks,
  doNotDisturb,
  frequencyCap,
  quietHours,
  replyRate,
  replyWindow,
} from './person-rules.ts';
import { expired, forbiddenWords, nearlySameText, textLength } from './text-rules.ts';

/** The sending policy: every rule is asked, and everything it says is kept. */
export const SEND_RULES = [
  channelCarries,
  expired,
  textLength,
  doNotDisturb,
  colleagueSpeaks,
  askedWhetherHuman,
  forbiddenWords,
  nearlySameText,
  replyWindow,
  accountPaused,
  quietHours,
  frequencyCap,
  replyRate,
  dailyQuota,
  accountRests,
  accountOffline,
  vendorCalls,
] as const;
