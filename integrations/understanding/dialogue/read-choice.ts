import { parseChineseNumber } from '../../../kernel/time-phrases/parse-chinese-number.ts';
import type { AskOption } from '../understanding.ts';

/** An answer to an open question: taken, called off, or the option that was chosen. */
export type Choice = { readonly kind: 'cancel' } | { readonly kind: 'option'; readonly option: AskOption };

const CANCEL =
  /^(?:算了|不用了?|取消|不要了?|先不|别了|不弄了|不办了|没事了?|不需要|放弃|撤销|当我没说|不做了|都不是)(?:吧|了|啊|谢谢|[,，。!！].*)?$/u;
const YES =
  /^(?:好|好的|对|对的|是|是的|嗯|没错|行|可以|就是|就它|就是它|确认|ok|yes|没问题|同意)[吧呀啊的了,，。!！]*$/u;
const ORDINAL = /^(?:选|就|要|是)?第?([0-9一二两三四五六七八九十])(?:个|条|位|家|项|号)?(?:吧|的|[,，。!！])?$/u;
const LAST = /最后(?:一)?(?:个|条|位|家)/u;
const EMPTY_WORDS = /做|搞|干|那个|那家|那边|这个|这家|的|那位|这位|是|选|就|吧|我说|要|公司|他|[,，。!！\s]/gu;

/** How an answer picks among the options; nothing when it says something else. */
export function readChoice(text: string, options: readonly AskOption[]): Choice | undefined {
  const answer = text.trim();
  if (CANCEL.test(answer)) return { kind: 'cancel' };
  const picked = byPlace(answer, options) ?? byWords(answer, options);
  return picked ? { kind: 'option', option: picked } : undefined;
}

function byPlace(answer: string, options: readonly AskOption[]): AskOption | undefined {
  if (options.length === 1 && YES.test(answer)) return options[0];
  if (LAST.test(answer)) return options.at(-1);
  const ordinal = ORDINAL.exec(answer)?.[1];
  return ordinal === undefined ? undefined : options[(parseChineseNumber(ordinal) ?? 0) - 1];
}

/** The one option whose label holds the words of the answer (a city, an owner, a part of the name). */
function byWords(answer: string, options: readonly AskOption[]): AskOption | undefined {
  const words = answer.toLowerCase().replaceAll(EMPTY_WORDS, '');
  if (words.length === 0) return undefined;
  const fitting = options.filter(
    ({ label, value }) =>
      label.toLowerCase().includes(words) || value.toLowerCase() === words || words.includes(label.toLowerCase()),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
