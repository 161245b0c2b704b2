/** What a question wants to be told, and how a text that tells such a thing looks. Total over what is asked for outright. */
const THINGS = {
  person: [
    /谁|哪位|哪个人|哪个部门|找哪|哪些人/,
    /主管|经理|总监|财务|法务|合规|客服|人事|行政|运营|管理员|负责人|售后|销售|质检|市场部|客户成功|同事|本人|组长|老板|代表|工程师|仓库|接待人/,
  ],
  time: [
    /多久|多长时间|多长$|期多长|几天|多少天|几个?月|多少个?月|几年|多少年|几个?小时|几分钟|几点|几号|几月|什么时候|啥时候|何时|什么时间|时间段|时限|提前多|有效期/,
    /(?:\d|[一二三四五六七八九十两半]|几|数)+\s*个?(?:工作日|工作小时|天|小时|分钟|月|年|周|星期|日|点|秒|季)|当天|当场|次日|即时|立即|立刻|长期|永久|随时|\d:\d|每[天周月年季]|到期|早上|下午|上午|晚上|凌晨|夜里|半年|寒暑假|终身/,
  ],
  money: [
    /多少钱|价格|价钱|什么价|费用|几块|多贵|怎么收费|单价|收费标准|报价是|花多少|加多少|工资|返点/,
    /\d[\d.]*\s*(?:元|万|块|折|个点|%)|[一二三四五六七八九十百千两]+(?:万|千|百|元|块)|免费|不收|不要钱|收费/,
  ],
  amount: [
    /多少|几[个次条人台家份项级种折张件位成]|比例|上限|最多|最少|百分之|标准是/,
    /\d|[一二三四五六七八九十两百千半]/,
  ],
  meaning: [
    /什么意思|什么是|什么叫|指什么|是指|的定义|是什么$|是啥$|怎么理解|啥叫|啥是|区别|不同|不一样|一样/,
    /是指|指的是|就是|等于|也叫|也写作|是把|叫做|称为|区别|管“|不是一回事|：|是/,
  ],
  reason: [/为什么|为何|为啥|原因|怎么回事/, /因为|原因|为了|防止|由于|所以|多半|导致|怕|避免|否则|不然/],
} as const satisfies Readonly<Record<string, readonly [asked: RegExp, told: RegExp]>>;

export type Thing = keyof typeof THINGS;
const NAMES = Object.keys(THINGS) as Thing[];
const MEANING = /什么意思|什么是|什么叫|指什么|的定义|啥叫|啥是|啥意思/;

/** The things a normalised question asks for outright; «能不能» and «怎么» ask for none that could be seen. */
export function askedThings(question: string): Thing[] {
  return NAMES.filter((name) => THINGS[name][0].test(question));
}

/** Whether a normalised text tells such a thing. */
export function tellsThing(thing: Thing, text: string): boolean {
  return THINGS[thing][1].test(text);
}

/** Whether a normalised question asks what a word means. */
export function asksMeaning(question: string): boolean {
  return MEANING.test(question);
}

const EXPLAINS = /^(?:也?[是指叫即：:]|就是|等于|[（(]|》|”|\s*：)/;

/** Whether a text explains a word: «赢率：…», «赢率也叫…», «公海是…». */
export function explains(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (EXPLAINS.test(text.slice(at + word.length))) return true;
  return false;
}
