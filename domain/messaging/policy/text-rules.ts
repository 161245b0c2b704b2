import { textOf } from '../outbound.ts';
import type { SendRule } from './rule.ts';

/** A text the channel would cut or refuse, or longer than the organisation allows a robot. */
export const textLength: SendRule = {
  name: 'text_length',
  check: ({ limits, policy, command }) => {
    const { length } = textOf(command.outbound);
    if (length > limits.longest_text)
      return { verdict: 'refuse', words: `内容有 ${length} 字，这个渠道最多 ${limits.longest_text} 字` };
    if (length > policy.longest_text && command.source !== 'person' && !command.approved)
      return { verdict: 'hold', words: `内容有 ${length} 字，超过规定的 ${policy.longest_text} 字，请人工看一下` };
    return null;
  },
};

/** Words that cost accounts (a robot that names itself a model) or promise what nobody may promise. */
export const forbiddenWords: SendRule = {
  name: 'forbidden_words',
  check: ({ policy, command }) => {
    if (command.source === 'person' || command.approved) return null;
    const text = fold(textOf(command.outbound));
    const found = policy.forbidden_words.find((word) => text.includes(fold(word)));
    return found ? { verdict: 'hold', words: `含有不宜发送的词“${found}”，请人工看一下` } : null;
  },
};

/** Nearly the same text to many is what gets accounts banned. */
export const nearlySameText: SendRule = {
  name: 'nearly_same_text',
  check: ({ policy, same_text_last_hour: count, command }) =>
    count >= policy.same_text_per_hour && !command.approved
      ? { verdict: 'hold', words: `一小时内已向 ${count} 处发过几乎相同的内容，请改写或由人确认` }
      : null,
};

/** Not worth sending any more. */
export const expired: SendRule = {
  name: 'expired',
  check: ({ command, now }) =>
    command.expires_at && command.expires_at <= now ? { verdict: 'refuse', words: '过了有效时间，不再发送' } : null,
};

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}
