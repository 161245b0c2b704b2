import type { SlotKind } from '../../../kernel/slots.ts';
import type { Span, SpanKind } from './span.ts';

/** Politeness and thinking aloud; 「帮我」 holds no speaker of the request. */
const FILLERS =
  /(?:麻烦|请|劳烦|辛苦)?(?:你|您)?(?:再)?(?:能不能|可不可以|可以|能否|能)?(?:帮忙|帮我|给我|替我|帮|请)(?:们)?(?=\p{Script=Han}|[a-z\uE000-\uF8FF])|(?:我想|我要|我需要|想要|想)(?=看|查|知道|了解|问|找|要|把|给|让)(?:知道|了解|问问|问一下|问)?|麻烦|请问|劳驾|那个(?=,|，)|嗯+|呃+|啊+|哈喽|你好|您好|hi|hello|谢谢|多谢|辛苦了|好吗|行吗|可以吗|好不好|行不行/gu;
const SPEAKER =
  /(?<!帮|替|提醒|告诉|问|为|(?<![转分派交划移])给|[对跟和](?=我说))(?:我自己|自己|本人|我(?!们|司|想|觉得|记得|说|听))/g;

/** Words for something that was said before, and the kind it has. */
const THAT: readonly (readonly [RegExp, SlotKind])[] = [
  [/(?:这|那|该|此)(?:个|位|家)?(?:客户|公司|企业|家)|它(?!们)|他们家|对方(?:公司)|这家|那家/g, 'customer'],
  [/(?:这|那|该)(?:条|个)?线索/g, 'lead'],
  [/(?:这|那|该)(?:个|笔|张|条)?(?:商机|单子|项目|机会|订单|单)/g, 'opportunity'],
  [/(?:这|那|该)(?:个|位)?(?:联系人|对接人)/g, 'contact'],
  [/(?:这|那|该|本)个?群/g, 'group'],
  [/(?:这|那|该)(?:个|台)?机器人/g, 'robot'],
  [/[他她](?!们)/g, 'person'],
];

/** The speaker, things said before, and words that say nothing. */
export function linkPronouns(text: string): Span[] {
  const spans: Span[] = [];
  const add = (pattern: RegExp, kind: SpanKind, score: number, names?: readonly string[]): void => {
    for (const hit of text.matchAll(pattern)) {
      if (hit[0] === '') continue;
      spans.push({
        start: hit.index,
        end: hit.index + hit[0].length,
        score,
        readings: [{ kind, ...(names ? { names } : {}) }],
      });
    }
  };
  add(FILLERS, 'filler', 0.6);
  add(SPEAKER, 'me', 0.6);
  for (const [pattern, kind] of THAT) add(pattern, 'that', 0.5, [kind]);
  return spans;
}
