import type { Classification, ClassifyInput, Intent } from '../../../domain/assistant.port.ts';
import { INTENT_RULES, soreWords } from './intent-rules.ts';
import { readMessage, type MessageReading } from './message-reading.ts';

/** The name under which judgements without a language model are kept. */
export const BUILT_IN = 'built-in';
const MOST_SIGNS = 10;
const LONGEST_SIGN = 60;

/** Money, contracts, accounts, deadlines: a question about them must not be lost. */
const MATTERS =
  /钱|款|费用|价格|金额|账单|发票|合同|协议|账号|帐号|账户|密码|封号|冻结|登录|登陆|到期|过期|截止|期限|逾期|违约|退|赔|实名|认证|绑定|数据(?:丢|没)|交付|交货|发货|上线|停(?:机|用)|法律|律师/u;
/** Intents whose matter may be important; small talk never is. */
const ASKS: ReadonlySet<Intent> = new Set([
  'question',
  'help',
  'urgent',
  'complaint',
  'purchase',
  'real_name',
  'scan_login',
  'bind_phone',
]);
/** Neither good nor bad, as near to bad as that goes. */
const PLAIN_MOOD = 0.45;
/** Below it the classifier is sure enough to be believed without a word that says so. */
const SURELY_BAD_MOOD = 0.2;
/** A mood so bad, in words that say so, makes a complaint whatever else is wanted. */
const COMPLAINING_MOOD = 0.12;

/** Reads intent, mood and complaint of a message without a language model: rules over words and the mood classifier. */
export function classifyBuiltin(input: ClassifyInput): Classification {
  const message = readMessage(input);
  const { intent, confidence, signs } = intentOf(message);
  const told = [...new Set([...signs, ...message.signs])].filter((sign) => sign.trim() !== '');
  return {
    intent,
    confidence,
    mood: moodOf(intent, message),
    complaint: intent === 'complaint' || (intent !== 'withdraw_complaint' && isComplaining(message)),
    important: ASKS.has(intent) && MATTERS.test(message.text),
    signs: told.slice(0, MOST_SIGNS).map((sign) => sign.slice(0, LONGEST_SIGN)),
    by: BUILT_IN,
  };
}

/**
 * The classifier learnt from reviews, where nobody just asks: it takes a bare question for a lukewarm mood. Without a sore
 * word it is none. And who takes a complaint back says its word once more; that is no bad mood either.
 */
function moodOf(intent: Intent, message: MessageReading): number {
  if (intent === 'withdraw_complaint') return Math.max(message.mood, 0.5);
  const isPlain = ASKS.has(intent) && intent !== 'complaint' && soreWords(message) === null;
  return isPlain && message.mood >= SURELY_BAD_MOOD ? Math.max(message.mood, PLAIN_MOOD) : message.mood;
}

function isComplaining(message: MessageReading): boolean {
  return message.mood <= COMPLAINING_MOOD && soreWords(message) !== null;
}

function intentOf(message: MessageReading): { intent: Intent; confidence: number; signs: readonly string[] } {
  for (const { intent, confidence, signs } of INTENT_RULES) {
    const found = signs(message);
    if (found) return { intent, confidence, signs: found };
  }
  return { intent: 'other', confidence: 0, signs: [] };
}
