/**
 * Wishes not to be called or written to any more. Said to a robot that sells; the same words to a courier mean one call.
 * So each row wants the whole wish: what shall stop and, unless the words are for ever by themselves, that it shall stop
 * for good. 「不用了谢谢」 refuses an offer and is none of them.
 */
export type ContactWay = 'call' | 'message';

const NO = '(?:不要|别|甭|不准|不许|不用|请勿|勿|禁止|停止|麻烦不要|能不能不|能不能别)';
const EVER = '(?:再|老|总|一直|天天|随便|继续)';
const TO_ME = '(?:给|跟|向|往|对)?(?:我们?|老子|本人|咱|这个号码?|这里|这边)?';
const CALLING = '(?:打(?!折|开|印|包|车|算|款|扰)|来电|拨打|致电|联系|骚扰|烦)';
const WRITING = '(?:发(?!货|票|火|现|快递|顺丰|了?红包)|推送|群发|通知|联系|骚扰|烦|推销|发送)';
/** What limits a wish to a time, a number or a way: then it is none for ever. */
const LIMITED =
  /(?:这|那|今|明|后|周|礼拜|星期|上班|中午|晚上|早上|开会|现在|暂时|先|最近|这几|这个月|本月)[^，。,.!！?？；;\s]{0,6}(?:不要|别|不用|勿)|(?:换|另外|另一个|那个|打我|发我|加我?)(?:一个)?(?:手机|号码?|电话|微信|威信|邮箱)|直接(?:加|发|联系|找|送|放|来)|(?:我|自己)(?:过去|来拿|联系你|找你|打给你)|到(?:了)?再打/u;

/** By themselves for good. */
const FOR_EVER: readonly RegExp[] = [
  new RegExp(`${NO}${EVER}${TO_ME}${CALLING}`, 'u'),
  new RegExp(`(?:以后|今后|往后|从今|永远)[^，。,.!！?？；;\\s]{0,8}${NO}(?:${EVER})?${TO_ME}${CALLING}`, 'u'),
  new RegExp(`(?:电话|手机)[^，。,.!！?？；;\\s]{0,4}${NO}(?:${EVER})?打(?!折|开|印)`, 'u'),
  new RegExp(`${NO}(?:${EVER})?(?:给|往)(?:我们?|老子|本人)(?:再)?打(?:电话|来|过来)?(?!折|个折|包)`, 'u'),
  /(?:把|将)?(?:我|我们|我的|这个|这)(?:的)?(?:电话|手机)?号码?(?:给我|都|全|从)?[^，。,.!！?？；;\s]{0,6}(?:删|拉黑|移除|去掉|注销掉?|划掉)|(?:电话|手机)?号码(?:给我|都|全)?删/u,
  /(?:从|把我)[^，。,.!！?？；;\s]{0,10}(?:名单|系统|列表|库|通讯录|资料)[^，。,.!！?？；;\s]{0,6}(?:去掉|删|移|拉黑|除名|剔)/u,
  /拉黑(?!名单里?没)|黑名单/u,
  /(?:再|还)(?:给我|接到|收到|打|来)[^，。,.!！?？；;\s]{0,10}(?:投诉|报警|告你|举报|曝光|起诉|骂人|骂你|不客气|拉黑)/u,
  /(?:投诉|举报)[^，。,.!！?？；;\s]{0,6}骚扰|骚扰(?:电话|短信|信息)/u,
  /(?:停止|别再|不要再)(?:骚扰|打扰|纠缠|联系)|(?:别|不要|少)(?:再)?来?(?:烦|骚扰|纠缠)(?:我|人)/u,
  /(?:直接|马上|立刻)(?:举报|投诉|拉黑|报警)/u,
  /(?:把|将)(?:我|我们)的?(?:资料|信息|号码|电话|记录)[^，。,.!！?？；;\s]{0,4}(?:删|清|去掉|注销)/u,
];
const WRITTEN: readonly RegExp[] = [
  new RegExp(`${NO}${EVER}${TO_ME}${WRITING}`, 'u'),
  new RegExp(`(?:以后|今后|往后|永远)[^，。,.!！?？；;\\s]{0,8}(?:就)?${NO}(?:${EVER})?${TO_ME}${WRITING}`, 'u'),
  new RegExp(`${NO}(?:${EVER})?(?:给|跟)我(?:再)?(?:发|推|群发)`, 'u'),
  /^(?:不要|别)(?:再)?(?:群发|推送|发了|发信息|发消息|发广告)|(?:不要|别)群发/u,
  /(?<!会员|套餐|服务|订单|课程|开通[^，。,.]{0,3}|想|要|申请|怎么|如何|可以|能)退订(?!会员|套餐|服务|订单|课程|费|流程|吗|了吗)|取消订阅|取消关注|^\s*t\s*d?\s*$|^回?复?\s*td\s*$/u,
  /(?:停止|取消|关闭|关掉)(?:给我|再)?(?:推送|群发|发送|推广|通知)|(?:^|[，,。!！ ])(?:删了|拉黑了?|屏蔽了?)(?:$|[，,。!！])/u,
  /(?:把我|我把你|已经?)(?:给)?(?:删|拉黑|屏蔽)|^(?:删了|屏蔽了?|已屏蔽|删除(?:了|好友))$|再发[^，。,.!！?？；;\s]{0,6}(?:删|拉黑|屏蔽|投诉|举报)/u,
  /(?:不要|别|请勿|勿)(?:再)?(?:来)?(?:打扰|烦|骚扰|加)(?:我|了|$)|^请?勿扰$/u,
];

/** The words of a text that wish no more calls (or messages), or null. Simplified, lower-case text. */
export function refusesContact(text: string, way: ContactWay): string | null {
  const rows = way === 'call' ? FOR_EVER : [...FOR_EVER, ...WRITTEN];
  for (const row of rows) {
    const [hit] = row.exec(text) ?? [];
    if (hit === undefined) continue;
    if (LIMITED.test(text) && !/以后|今后|永远|再打我?就|投诉|拉黑/u.test(text)) continue;
    return hit.slice(0, 40);
  }
  return null;
}
