import { cutWords, isPlainWord } from '../../../kernel/chinese-words.ts';
import type { Span } from './span.ts';

/** The family names most people bear, and the double ones. */
const FAMILY =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧阳上官司马诸葛';
/** Whether a character is the family name of many people. */
export function isFamilyName(char: string): boolean {
  return char !== '' && FAMILY.includes(char);
}

const PERSON = new RegExp(
  `(?:欧阳|上官|司马|诸葛|[${FAMILY}])[^\\P{Script=Han}的了是在和与跟给吗呢有把被那这]{1,2}`,
  'gu',
);
const TITLED = new RegExp(
  `(?:欧阳|上官|司马|诸葛|[${FAMILY}])(?:总|经理|主任|工|老师|先生|女士|小姐|处长|科长|厂长|董|部长|院长|校长|局长)`,
  'gu',
);
const COMPANY =
  /[\p{Script=Han}a-z0-9]{2,16}?(?:股份有限公司|有限责任公司|有限公司|分公司|公司|集团|科技|贸易|实业|电子|制造|机械|物流|医药|建材|商贸|软件|网络|传媒|食品|服饰|化工|能源|医院|学校|大学|银行|酒店|工厂|厂)(?!\p{Script=Han}{0,1}(?:客户|行业))/gu;

/** What one firm is to another is no firm's name. */
const KIN = /(?:母|子|总|兄弟|姊妹|关联|上级|下级|下属|控股)(?:公司|集团|企业)$/u;

/** Two or three words in letters: «Peter Liu», «Northgate Logistics». */
const LATIN = /(?<![a-z])[a-z]{2,14}(?: [a-z]{2,14}){1,2}(?![a-z])/gu;
const LATIN_FIRM =
  /(?: (?:inc|ltd|llc|corp|co|group|logistics|foods?|tech|technology|technologies|trading|traders|systems?|solutions?|software|industries|media|labs?|partners|holdings|international|energy|bank|motors?|electronics|studio|consulting|services?))$/u;

/**
 * What looks like a name nobody has heard: a firm by its ending, a person by the family name where the dictionary knows
 * no word. Only asked for stretches where nothing else was found.
 */
export function linkUnknownNames(text: string, from: number, to: number, ordinary: (word: string) => boolean): Span[] {
  const gap = text.slice(from, to);
  const spans: Span[] = [];
  const add = (hit: RegExpExecArray, score: number, shape: 'person' | 'firm'): void => {
    spans.push({
      start: from + hit.index,
      end: from + hit.index + hit[0].length,
      score,
      readings: [{ kind: 'unknown_name', shape }],
    });
  };
  for (const hit of gap.matchAll(COMPANY)) {
    const lead = ordinaryLead(hit[0], ordinary);
    if (hit[0].length - lead >= 3 && !KIN.test(hit[0]))
      spans.push({
        start: from + hit.index + lead,
        end: from + hit.index + hit[0].length,
        score: 0.6,
        readings: [{ kind: 'unknown_name', shape: 'firm' }],
      });
  }
  for (const hit of gap.matchAll(TITLED)) add(hit, 0.5, 'person');
  for (const hit of gap.matchAll(LATIN))
    if (!ordinary(hit[0])) add(hit, 0.7, LATIN_FIRM.test(hit[0]) ? 'firm' : 'person');
  if (gap.length <= 3 && new RegExp(`^${PERSON.source}$`, 'u').test(gap) && !ordinary(gap) && !isPlainWord(gap))
    return [{ start: from, end: to, score: 0.5, readings: [{ kind: 'unknown_name', shape: 'person' }] }];
  const known = wordsOf(gap);
  for (let at = 0; at < gap.length; at += 1) {
    PERSON.lastIndex = at;
    const hit = PERSON.exec(gap);
    if (!hit) break;
    at = hit.index;
    const name = fittingName(hit[0], hit.index, known, ordinary);
    if (name)
      spans.push({
        start: from + hit.index,
        end: from + hit.index + name.length,
        score: 0.45,
        readings: [{ kind: 'unknown_name', shape: 'person' }],
      });
  }
  return spans;
}

/** How many characters of ordinary words stand before the firm's own name. */
function ordinaryLead(name: string, ordinary: (word: string) => boolean): number {
  let lead = 0;
  for (const word of cutWords(name)) {
    if (!ordinary(word) || lead + word.length >= name.length) break;
    lead += word.length;
  }
  return lead;
}

interface KnownWord {
  readonly start: number;
  readonly text: string;
}

function wordsOf(text: string): KnownWord[] {
  let at = 0;
  return cutWords(text).map((word) => {
    const known = { start: at, text: word };
    at += word.length;
    return known;
  });
}

/** The name cut to where the next dictionary word begins; nothing when the stretch is ordinary words. */
function fittingName(
  found: string,
  start: number,
  words: readonly KnownWord[],
  ordinary: (word: string) => boolean,
): string | undefined {
  const first = words.find((word) => word.start === start);
  if (!first) return undefined;
  if (first.text.length > 3 || (first.text.length > 1 && (ordinary(first.text) || isPlainWord(first.text))))
    return undefined;
  let name = '';
  for (const word of words.filter((candidate) => candidate.start >= start)) {
    if (name !== '' && (ordinary(word.text) || word.text.length > 2)) break;
    if (name.length + word.text.length > found.length) break;
    name += word.text;
  }
  return name.length >= 2 && !ordinary(name) ? name : undefined;
}
