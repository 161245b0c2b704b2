/** Look-alikes of the characters the rules know. One character for one, so offsets stay those of the given text. */
const SAME: Readonly<Record<string, string>> = {
  '　': ' ',
  '～': '-',
  '~': '-',
  '—': '-',
  '–': '-',
  '－': '-',
  '−': '-',
  '：': ':',
  '．': '.',
  '／': '/',
  '％': '%',
  點: '点',
  鐘: '钟',
  週: '周',
  個: '个',
  後: '后',
  這: '这',
  過: '过',
  來: '来',
  內: '内',
  從: '从',
  兩: '两',
  萬: '万',
  億: '亿',
  號: '号',
  '﹣': '-',
};
const NEEDS_CHANGE = /[０-９Ａ-Ｚａ-ｚ　～~—–－−：．／％點鐘週個後這過來內從兩萬億號﹣]/g;
const FULL_WIDTH_GAP = 0xfee0;

/** The text with full-width digits and letters, dashes and common traditional characters in one form; same length. */
export function normaliseText(text: string): string {
  return text.replaceAll(
    NEEDS_CHANGE,
    (char) => SAME[char] ?? String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_GAP),
  );
}
