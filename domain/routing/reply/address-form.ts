/** Titles by which people are spoken to, the longer first, and what is said. */
const TITLES: readonly (readonly [title: RegExp, said: string])[] = [
  [/董事长|总经理|总裁|总监|副总|总工|(?:^|[^主])总$|CEO|COO|CTO|CFO|老板/iu, '总'],
  [/经理/u, '经理'],
  [/主任/u, '主任'],
  [/处长|科长|部长|院长|校长|厂长|店长|站长|行长|所长|局长/u, ''],
  [/教授|医生|老师/u, ''],
  [/工程师|技术员/u, '工'],
  [/会计|财务|采购|行政|助理|专员|主管|客服|运营|销售/u, '老师'],
];
const COMPOUND = /^(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|长孙|宇文|夏侯|南宫|端木|百里|独孤)/u;
const SPOKEN =
  /^[\p{Script=Han}]{1,3}(?:总|经理|老师|主任|工|哥|姐|老板|董|局|处|院长|校长|厂长|店长|会计|女士|先生)$/u;
const DECORATION = /[^\p{L}\p{N}]+/gu;
const LONGEST_NAME = 12;
const NAME = /^[\p{Script=Han}]{2,4}$/u;

/**
 * How a person is spoken to: as they call themselves when that is a form of address already («周总»), else by surname and
 * title of the contact we know, else by their name as shown, without ornaments; empty when nothing decent is left.
 */
export function addressForm(person: {
  readonly shown: string;
  readonly contact: { readonly name: string; readonly title: string | null } | null;
}): string {
  const parts = person.shown.split(DECORATION).filter((part) => part !== '');
  const spoken = parts.find((part) => SPOKEN.test(part));
  if (spoken) return spoken;
  const { name = '', title = null } = person.contact ?? {};
  if (NAME.test(name)) {
    const [pattern, said = ''] = TITLES.find(([one]) => title !== null && one.test(title)) ?? [];
    if (pattern && title !== null) return `${surnameOf(name)}${said === '' ? (title.match(pattern)?.[0] ?? '') : said}`;
    return name;
  }
  const [first = ''] = parts;
  return first.length <= LONGEST_NAME && /\p{L}/u.test(first) ? first : '';
}

function surnameOf(name: string): string {
  return COMPOUND.exec(name)?.[0] ?? [...name][0] ?? '';
}
