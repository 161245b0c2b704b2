import type { CallAnalysis } from '../../../domain/calls/call-analyst.port.ts';
import type { HeardTurn } from './heard-turn.ts';

export type CallFacts = CallAnalysis['facts'];

const MONEY = '(?:[\\d零一二两三四五六七八九十百千万]+(?:点[\\d零一二三四五六七八九]+)?(?:多|来)?(?:块|元|万|千|百))';
const NEED =
  /(?<!不|没|没有)(?:想(?!想)|需要|头疼|正愁|乱得很|在找|在换|要(?:装|做|换|买|上|租|备货)|缺(?!点)|希望|对不上|招不到|(?:有|做)[^，。,. ]{0,6}(?:想法|需求))/u;
const BUDGET = new RegExp(
  `预算[^，。,.!！?？]{0,14}(?:${MONEY}|以内|左右)|不超过${MONEY}|${MONEY}(?:以内|左右|吧)|(?:期望|标准)[^，。,. ]{0,8}${MONEY}`,
  'u',
);
const OBJECTION =
  /贵(?!公司|姓|司|宾)|太(?:远|麻烦|慢|久|长|复杂|短)|担心|怕(?!是)|不放心|没用(?!过)|不划算|被坑|效果(?:一般|不好|差)|商量|没谈成|不(?:太)?合适|不太适合|顾虑|装修期/u;
/** Products and companies that sellers in China meet as their rivals. */
const KNOWN_RIVALS =
  /纷享销客|销售易|红圈|金蝶|用友|飞书|钉钉|企业微信|企微|有赞|微盟|小鹅通|探马|尘锋|卫瓴|励销|神州云动|salesforce|hubspot|zoho|抖音|美团|58|智联|前程无忧|boss直聘|猎聘|新东方|学而思|瑞思|平安|人保|太平洋|比亚迪|特斯拉|阿里云|腾讯云|华为云/u;
const OTHER_SUPPLIER =
  /(?:现在|一直|之前)?(?:用|找|合作|签|报|买|看)(?:的|过|了)?(?:是|别|那|另外)?(?:一)?家|别家|(?:现在|之前)那家|供应商|代理(?!商)|隔壁/u;
const DECIDES =
  /(?:老板|领导|老总|董事会|总部|集团|总监|经理|财务|人事|行政|采购|老婆|老公|爱人|家里人|爸妈|[\u4e00-\u9fa5]总|[\u4e00-\u9fa5](?:姐|哥|工))[^，。,. ]{0,8}(?:拍板|决定|说了算|定|管|批|商量|对接|同意|汇报|负责|做主|开会|过)|(?:问|跟|和|等)(?:一下)?(?:我)?(?:们)?(?:老板|领导|老婆|老公|爱人|家里人|董事会|财务)/u;

/** A turn longer than this is cut around the words. */
const WHOLE = 40;
const AROUND = 18;

/** Key facts of a call, each in the person's own words; null where nothing was said. */
export function findFacts(turns: readonly HeardTurn[]): CallFacts {
  const said = turns.filter(({ who }) => who === 'person').map(({ text }) => text);
  return {
    need: firstWith(said, NEED),
    budget: firstWith(said, BUDGET),
    objection: firstWith(said, OBJECTION),
    competitor: rival(said),
    decision_maker: firstWith(said, DECIDES),
  };
}

function rival(said: readonly string[]): string | null {
  for (const text of said) {
    const [name] = KNOWN_RIVALS.exec(text) ?? [];
    if (name !== undefined) return cutAround(text, text.indexOf(name), name.length);
  }
  return firstWith(said, OTHER_SUPPLIER);
}

function firstWith(said: readonly string[], words: RegExp): string | null {
  for (const text of said) {
    const hit = words.exec(text);
    if (hit) return cutAround(text, hit.index, hit[0].length);
  }
  return null;
}

function cutAround(text: string, at: number, length: number): string {
  const plain = (part: string): string => part.replaceAll(/^[，。,.!！?？\s嗯呃啊哦]+|[，。,.\s]+$/gu, '');
  if (text.length <= WHOLE) return plain(text);
  return plain(text.slice(Math.max(0, at - AROUND), at + length + AROUND));
}
