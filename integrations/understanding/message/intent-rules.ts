import type { Intent } from '../../../domain/assistant.port.ts';
import { knowHow } from '../ranking/know-how.ts';
import type { MessageReading } from './message-reading.ts';

/** One reason to take a message for an intent; the words that say so, or null. */
export interface IntentRule {
  readonly intent: Intent;
  /** How often it is right, as far as its words tell. */
  readonly confidence: number;
  readonly signs: (message: MessageReading) => readonly string[] | null;
}

const NEGATED = /(?:不|没|别|无|未|勿|甭)[^，。,.!?！？;；\s]{0,2}$/u;

/** The words of a pattern that stand in the text without a negation before them. */
function said({ text }: Pick<MessageReading, 'text'>, pattern: RegExp): string[] | null {
  const hits = [...text.matchAll(pattern)].filter(
    ({ index }) => !NEGATED.test(text.slice(Math.max(0, index - 4), index)),
  );
  return hits.length > 0 ? [...new Set(hits.map(([hit]) => hit.slice(0, 20)))].slice(0, 4) : null;
}
/** As they stand: the pattern knows its negations itself. */
const plainly = ({ text }: Pick<MessageReading, 'text'>, pattern: RegExp): string[] | null => {
  const hits = text.match(pattern);
  return hits && [...new Set(hits.map((hit) => hit.slice(0, 20)))].slice(0, 4);
};

const WITHDRAW =
  /撤(?:销|回|掉|了)?(?:我的|这个|那个)?投诉|(?:不|取消|先不|就不)(?:再)?投诉(?!就|的话|不)了?|投诉(?:可以|就|已经|已)?(?:撤|取消|算了)|不(?:再)?追究|(?:问题|事情|事儿?|这边|都|已经?)(?:已经?|都)?(?:解决|处理好|搞定|弄好|修好)了|误会(?:你们|了|一场)/gu;
/** «解决了吗», «还没处理好»: nothing is solved. */
const UNSOLVED = /没|未|吗|[?？]|什么时候|多久|何时|才(?:能|会)?(?:解决|处理)/u;
const COMPLAINT =
  /投诉|举报|曝光|维权|差评|12315|工信部|消协|消费者协会|起诉|律师|报警|骗子|骗人|骗钱|欺骗|忽悠|坑人|坑爹|黑心|奸商|退钱|(?:要求|必须|给我|赶紧|马上|立刻|我要)退(?:款|费)|赔偿|不满意?|太差|很差|差劲|什么态度|态度(?:太|很|极其|恶)?(?:差|恶劣)|垃圾|太慢|太坑|受不了|忍无可忍|没人(?:管|理|处理|回)|(?:推|踢)(?:来推去|皮球)|敷衍|说话不算(?:话|数)/gu;
const NOT_A_COMPLAINT = /不满(?:\d|[一二三四五六七八九十百千])|满不满意/u;
const SPAM =
  /(?:加|扫)(?:我|下方|一下)?(?:微信|v信|vx|qq)(?:领|送|免费|赚)|日(?:入|赚)\d|兼职(?:刷单|日结)|刷单|躺赚|稳赚|包赚|免费领取?(?:红包|现金|礼品)|(?:低息|无抵押|秒批|极速)贷?款|代开发票|(?:博|菠)彩|彩票内幕|六合彩|色情|裸聊|点击(?:下方)?链接(?:领|抢|免费)/gu;
const REAL_NAME =
  /实名(?:制|认证|验证|登记)?|身份(?:证)?(?:认证|验证|核验|核实)|人脸(?:识别|认证|验证|核验)|刷脸|认证失败/gu;
const SCAN_LOGIN =
  /扫码(?:登录|登陆|登|认证|验证)?|扫(?:一下|个|下)(?:二维)?码|(?:登录|登陆)(?:用的?|的)?二维码|二维码(?:登录|登陆|过期|失效|打不开|扫不)/gu;
const BIND_PHONE =
  /(?:绑|换绑|改绑|解绑|绑定)(?:定|一下|个|新)?的?(?:手机|电话|号码)|(?:手机|电话)号?码?(?:换绑|改绑|解绑|绑定|没绑|绑不|要绑)|(?:换|更换|修改)(?:绑定的?)?(?:手机|电话)号/gu;
const URGENT =
  /紧急|加急|(?:很|太|挺|特别|非常|比较|有点|真的|好)急|急[!！。,，]|^急+$|急(?:用|需|死|着|等)|十万火急|火烧眉毛|赶紧|赶快|(?:马上|立刻|立即)(?:处理|解决|给我|要|就要|回)|尽快|来不及了|快点|等不(?:了|及)|催(?:一下|了)/gu;
const NOT_URGENT = /不(?:着|太|是很|很)?急|别急|不用急|慢慢来/u;
const PURCHASE =
  /多少钱|(?:什么|啥)价|价格|报(?:个|一下)?价|怎么卖|怎么收费|收费标准|怎么买|想买|要买|购买|下单|订购|采购|续费|开通|升级套餐|套餐|优惠|折扣|打折|付款方式|怎么付|签合同|试用|(?:加|增)购/gu;
const HELP =
  /帮(?:我|忙|助|一下|下|帮)|求助|求帮|麻烦(?:您|你|帮|看|处理|查)|处理一下|看(?:一)?下|查(?:一)?下|打不开|登(?:录)?不(?:上|了|进)|进不去|用不了|不能用|没反应|报错|出错|失败|卡(?:住|死)了?|闪退|黑屏|收不到|找不到|忘记?了?密码|(?:不会|不懂)(?:用|弄|操作)|坏了|故障|异常|有问题|解决一下|指导一下|教(?:一下|我)/gu;
const QUESTION =
  /[?？]|吗$|么$|\p{L}{3}[不没]$|(?:怎么|咋|如何|怎样|为什么|为啥|什么|啥|哪里|哪儿|哪个|哪些|谁|几点|几号|几天|多久|多少|多大|能不能|可不可以|可以吗|是不是|有没有|要不要|行不行|是否|能否|请问|问一下|咨询)/gu;
const CHASE =
  /^(?:人呢|有人(?:吗|没|在吗)?|在(?:吗|不在)?|怎么不回|回(?:一?下|我)|\?+|？+|好了(?:吗|没)|还没好(?:吗)?|怎么样了|处理(?:好了?)?(?:吗|没))/u;
const REACTION =
  /^(?:哈|嘿|呵|嘻|嗯|恩|哦|噢|喔|啊|呀|唉|哎|好|是|对|行|ok|收到|知道|明白|了解|可以|没事|不客气|再见|拜拜|666+|6+|\d{1,3}|呃|额|emm+|牛|厉害|不错|棒|赞|加油|来|到|在){1,4}(?:的|了|啦|吧)?$/u;

const THANKS = /谢谢|感谢|多谢|辛苦|麻烦|thank/gu;
const GREETING = /好|在|有人|早|晚安|嗨|哈[喽啰罗]|hello|hi|老师|亲/gu;
/** Sore words of daily trouble: they tell that something fails, not that somebody complains. */
const TROUBLE = new Set(
  '失败 超时 故障 损坏 坏了 坏的 过期 打不开 用不了 不能用 不行 不对 卡顿 死机 黑屏 闪退 毛病 担心 害怕 压力 错了 弄错 发错 慢 贵 太贵 没用 没法 累 好累 等了 退货 退款 唉 哎 哭 遗憾 可惜 呜呜 怎么回事 不支持 不方便 不舒服 不方 漏 漏水'.split(
    ' ',
  ),
);

/** From this mood down a message that says sore words is a complaint even without a word of complaining. */
const BAD_MOOD = 0.2;

/** Words that blame: in a very bad mood they make a complaint without a word of complaining. */
export function soreWords({ text, signs, core }: MessageReading): readonly string[] | null {
  if (core.length < 2 || NOT_A_COMPLAINT.test(text)) return null;
  const sore = signs.filter((sign) => !TROUBLE.has(sign));
  return sore.length > 0 ? sore : null;
}

const isCourtesy = ({ core }: MessageReading): boolean => core === '' || REACTION.test(core);

/**
 * What a message wants, the first that fits; the last one always fits. Complaints come before tasks, so that an angry word
 * about a task is heard; a withdrawn complaint comes before complaints, whose word it contains.
 */
export const INTENT_RULES: readonly IntentRule[] = [
  {
    intent: 'withdraw_complaint',
    confidence: 0.85,
    signs: (message) => (UNSOLVED.test(message.text) ? null : plainly(message, WITHDRAW)),
  },
  { intent: 'spam', confidence: 0.85, signs: (message) => plainly(message, SPAM) },
  {
    intent: 'complaint',
    confidence: 0.85,
    signs: (message) => (NOT_A_COMPLAINT.test(message.text) ? null : said(message, COMPLAINT)),
  },
  {
    intent: 'complaint',
    confidence: 0.65,
    signs: (message) => (message.mood <= BAD_MOOD ? soreWords(message) : null),
  },
  { intent: 'real_name', confidence: 0.85, signs: (message) => plainly(message, REAL_NAME) },
  { intent: 'bind_phone', confidence: 0.85, signs: (message) => plainly(message, BIND_PHONE) },
  { intent: 'scan_login', confidence: 0.8, signs: (message) => plainly(message, SCAN_LOGIN) },
  {
    intent: 'urgent',
    confidence: 0.8,
    signs: (message) => (NOT_URGENT.test(message.text) ? null : plainly(message, URGENT)),
  },
  {
    intent: 'help',
    confidence: 0.6,
    signs: ({ text, unanswered }) => (unanswered !== '' && CHASE.test(text) ? [text.slice(0, 20)] : null),
  },
  { intent: 'thanks', confidence: 0.9, signs: (message) => (isCourtesy(message) ? plainly(message, THANKS) : null) },
  {
    intent: 'greeting',
    confidence: 0.9,
    signs: (message) => (message.core === '' ? plainly(message, GREETING) : null),
  },
  { intent: 'chat', confidence: 0.85, signs: ({ core }) => (core === '' || REACTION.test(core) ? [] : null) },
  { intent: 'purchase', confidence: 0.75, signs: (message) => said(message, PURCHASE) },
  { intent: 'help', confidence: 0.75, signs: (message) => plainly(message, HELP) },
  {
    intent: 'question',
    confidence: 0.75,
    signs: ({ text }) => (knowHow({ text, spans: [] }) === undefined ? null : []),
  },
  { intent: 'question', confidence: 0.7, signs: (message) => plainly(message, QUESTION) },
  {
    intent: 'thanks',
    confidence: 0.6,
    signs: (message) => plainly(message, /^(?:好的?)?[，, ]?(?:谢谢|感谢|多谢|辛苦)/gu),
  },
  { intent: 'chat', confidence: 0.4, signs: ({ core }) => (core.length <= 6 ? [] : null) },
  { intent: 'other', confidence: 0.3, signs: () => [] },
];
