import { CLOSED_WORDS } from '../closed-words.ts';
import type { Span } from './span.ts';

const INSIDE =
  '(?:过|了|完|好|个|一个|场|一场|次|一次|通|一通|封|一封|几个|几次|的|下|一下|线上|视频|项目|评审|沟通|启动|产品|方案){0,3}';

/** Verbs that Chinese parts from their object («开个线上会»«发过的邮件»), with the kind of contact they mean. */
const SEPARABLE: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['meeting', new RegExp(`开${INSIDE}(?:碰头会|例会|会)(?!议室|员|计|所|费)`, 'gu')],
  ['call', new RegExp(`(?:打|通|拨|回)${INSIDE}电话(?!号)`, 'gu')],
  ['email', new RegExp(`(?:发|写|回|寄)${INSIDE}(?:邮件|email|mail)`, 'gu')],
  ['demo', new RegExp(`(?:做|讲|看|安排)${INSIDE}(?:演示|demo)`, 'gu')],
  ['wechat', new RegExp(`(?:发|聊|加)${INSIDE}(?:微信|企微)`, 'gu')],
];

/** Kinds of contact said by a verb and its object with words in between. */
export function linkSeparable(text: string): Span[] {
  return SEPARABLE.flatMap(([kind, pattern]) => {
    const entry = CLOSED_WORDS.find((word) => word.kind === 'activity_kind' && word.id === kind);
    return [...text.matchAll(pattern)].flatMap((hit): Span[] =>
      entry
        ? [
            {
              start: hit.index,
              end: hit.index + hit[0].length,
              score: 0.95,
              readings: [{ kind: 'activity_kind', candidates: [{ entry, match: 'alias', score: 0.95 }] }],
            },
          ]
        : [],
    );
  });
}
