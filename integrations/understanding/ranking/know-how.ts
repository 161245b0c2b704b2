import type { ReadSentence } from '../reading.ts';

/** How clearly a sentence asks how things are done rather than about a record. */
export type KnowHow = 'sure' | 'likely';

/** Words of rules, meanings and ways of speaking: records and figures are not asked for with them. */
const SURE =
  /话术|说辞|怎么(?:接话|回他|回她|回人家|应对|解释|安抚|开口|开场)|(?:规则|规定|政策|制度|流程|手续|规范|权限|口径|条款|讲究|忌讳|技巧|诀窍|要领|套路|注意事项)(?:是|有|怎|咋|如何|多少|吗|呢|啊|$|[？?，,])|(?:有|按)(?:什么|啥|没有|哪些|没)?(?:\p{Script=Han}{0,4})(?:规定|规矩|讲究|忌讳|要求|限制|标准)|违规|合规|违法|犯法|虚假宣传|(?:是|叫|算)(?:什么|啥|哪种)(?:意思|概念)|(?:什么|啥)意思|(?:什么|啥)(?:叫|是)|怎么理解|区别|差别|差在哪|不一样在哪|(?:怎么|咋|如何|是怎么|是咋)(?:计?算)(?:出来|的|$|[？?])|注意(?:些|点)?(?:什么|啥|哪些)|要(?:交|提供|准备|带|填|走|哪些|什么|啥)[^，。]{0,4}(?:资料|材料|手续|证件|流程)/u;

/** Questions of how, whether one may, what to do, how long it takes: as people ask a colleague who knows. */
const LIKELY: readonly RegExp[] = [
  /(?:怎么|咋|如何|怎样)(?!样|了[呢啊呀吗]?[？?。]?$|回事|还|没)(?:才|去|来|能|会)?\p{Script=Han}/u,
  /(?:怎么|咋)(?:办|弄|整|搞|说|回|接|谈|写|管|带|跟)/u,
  /(?:能不能|可不可以|可以不可以|用不用|要不要|该不该|需不需要|是不是(?:必须|一定|都?要)|有没有必要|让不让|许不许|能否|可否)/u,
  /(?:能|可以|要|得|需要|允许|让)[^，。,？?]{1,16}吗[？?]?$/u,
  /(?:找|搜|查|翻|有没有|哪[份篇个])[^，。]{0,20}(?:资料|文档|文件|文章|原文|手册)/u,
  /(?:做|干|说|讲|聊|发|送|问|看|学|准备|提供|写|带|填|查|用|给[^，。]{0,6}|先)(?:些|点|一些|几样)?(?:什么|啥|哪些|哪几)/u,
  /(?:什么|啥|哪种|哪类|什么样|哪些)(?:的|样的)?(?:情况|客户|线索|工厂|公司|企业|场景|时候|人|条件|理由|问题|话|词|东西|资料|材料)/u,
  /(?:多久|多长时间|几天|几个工作日|几小时|提前几|几次|几通|几遍|多大|到几折|几折)(?!没)/u,
  /(?:找谁|谁批|谁签|谁审|谁出面|由谁|归谁|谁来|谁承担|谁出)/u,
  /适合|合适|有效期|保修|质保|试用期|是干(?:什么|啥|嘛)|有什么用|有啥用/u,
  /(?:有没有|有无|有啥|有什么)[^，。]{0,10}(?:说法|办法|方法|好办法|模板|例子|案例|经验|建议)/u,
];

/** «写一份制度»«帮我改密码»: something is to be done, not explained. */
const ORDER =
  /^(?:请|麻烦)?(?:帮我|帮忙|给我|替我)?(?:把|写(?:一|个|份|篇)|起草|拟|订|定个|改|删|查|列|统计|汇总|导出|看看|推荐|翻译)/u;
/** What the speaker asks about the assistant. */
const TO_YOU =
  /^(?:你|您)(?!们|好)[^，,]{0,4}(?:负责|会|能|是|叫|具体)|(?:使?用|找|问|叫|认识)(?:你|您)[呢啊呀吗]?[？?]?$/u;

/** «华东怎么样»«谁没跟进»«上月赢了几单»: records and figures of one's own. */
const OWN =
  /(?:^|[^为])(?:我|我们|咱们?|本人)(?:的|名下|手上|团队|组)|名下|手上|手头|(?:今天|昨天|前天|明天|后天|本周|这周|上周|本月|这个?月|上个?月|本季|这个?季|上个?季|今年|去年|最近|近[\d一二三四五六七八九十]+)(?!以?内)|没跟进|没联系|逾期|排名|排行|多少(?:个|家|条|单|客户|线索|商机|钱|金额)|几(?:个|家|条|单|笔)(?:客户|线索|商机)?|(?:卖|签|赢|丢|跟进|拜访|联系)了?(?:多少|几)/u;
/** Kinds that name a record: what is asked is then about the record, unless one wants words for it. */
const RECORDS: ReadonlySet<string> = new Set(['customer', 'opportunity', 'lead', 'contact', 'person', 'me']);
const WORDS_FOR = /(?:怎么|咋|如何)(?:回|说|接|谈|解释|应对|安抚|处理|沟通|开口|劝)(?!的|得)/u;

/**
 * Whether a sentence asks for know-how: rules, procedures, ways of speaking, meanings. Only its form is looked at, so it
 * works for what no phrase knows; whether anything answers it, the documents say.
 */
export function knowHow({ text, spans }: Pick<ReadSentence, 'text' | 'spans'>): KnowHow | undefined {
  if (TO_YOU.test(text) || (ORDER.test(text) && !WORDS_FOR.test(text) && !/话术/u.test(text))) return undefined;
  const named = spans.some((span) => span.readings.some(({ kind, candidates }) => candidates && RECORDS.has(kind)));
  if (WORDS_FOR.test(text)) return 'sure';
  if (named || OWN.test(text)) return SURE.test(text) ? 'likely' : undefined;
  if (SURE.test(text)) return 'sure';
  return LIKELY.some((pattern) => pattern.test(text)) ? 'likely' : undefined;
}
