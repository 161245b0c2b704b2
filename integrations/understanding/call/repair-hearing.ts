/**
 * What speech recognition writes for words of sales talk that sound alike. Each stays as long as it was, so that a place in
 * the repaired text is the place in the original.
 */
const HEARD: ReadonlyArray<readonly [wrong: RegExp, right: string]> = [
  [/威信|微星|微心/gu, '微信'],
  [/爆价|抱价|保价(?=单|发|多)/gu, '报价'],
  [/颜氏|演是|眼视/gu, '演示'],
  [/须要|需药/gu, '需要'],
  [/放遍|方遍/gu, '方便'],
  [/玉算|御算/gu, '预算'],
  [/河童|合铜/gu, '合同'],
  [/礼败/gu, '礼拜'],
  [/在(?=打(?:给|过|来|吧|我|电)|联系|说吧|聊吧|谈吧|约)/gu, '再'],
  [/(?<=下|上|这|本)粥/gu, '周'],
  [/兴去|性趣/gu, '兴趣'],
  [/因象/gu, '印象'],
  [/在见/gu, '再见'],
];

/** A turn with what was misheard put right; the same length. */
export function repairHearing(text: string): string {
  return HEARD.reduce((done, [wrong, right]) => done.replaceAll(wrong, right), text);
}
