import type { Span } from './span.ts';

/** Up to here a name may reach back from its last character. */
const LONGEST = 12;
/** Words in front of a group's name that are no part of it. */
const BEFORE =
  /^.*(?:[在把给往到向从是的了吗呢个些各每哪这那对跟和与让帮请里发说看查讲聊]|为什么|为啥|怎么|今天|昨天|前天|最近|现在|我们|你们|他们|所有|全部|取消|恢复|消息|解释一下|一下|告诉|机器人)/u;
/** What every group is, and words that end alike without being a group. */
const GENERIC =
  /^(?:微信|企微|企业微信|客户|号主|用户|工作|内部|聊天|其他|其它|别的|多少|几|一|大|小|新|老)?$|[人分客社超族建拉进退加]$/u;

/**
 * What looks like the name of a group nobody has heard: words that end in 群, after what stands before a place in a sentence.
 * Only asked for stretches where nothing else was found.
 */
export function linkUnknownGroups(text: string, from: number, to: number): Span[] {
  const gap = text.slice(from, to);
  return [...gap.matchAll(/群(?!体|发|众|主|员|助|组)/gu)].flatMap((hit): Span[] => {
    const lead = gap.slice(Math.max(0, hit.index - LONGEST), hit.index);
    const name = (/[\p{Script=Han}a-z0-9_-]*$/u.exec(lead)?.[0] ?? '').replace(BEFORE, '');
    if (name.length < 2 || GENERIC.test(name)) return [];
    const start = from + hit.index - name.length;
    return [{ start, end: from + hit.index + 1, score: 0.7, readings: [{ kind: 'group' as const }] }];
  });
}
