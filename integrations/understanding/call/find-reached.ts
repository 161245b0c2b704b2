import type { CallAnalysis } from '../../../domain/calls/call-analyst.port.ts';
import type { HeardTurn } from './heard-turn.ts';

/** What only a machine says. */
const MACHINE =
  /(?:所)?拨[打叫](?:的)?(?:用户|电话|号码)|无法接通|不在服务区|转告机主|已关机|正在通话中|用户正忙|[嘀滴哔]\s*(?:的一)?声|留言(?:请|结束|后)|(?:智能|语音|来电|通信|秘书)[^，。,. ]{0,4}(?:助理|助手|管家|秘书)|短信(?:的)?(?:形式)?(?:通知|提醒)|please (?:re)?dial|number you (?:have )?dial|subscriber|power(?:ed)? off|leave (?:a )?message|分机号|查号|欢迎致电|按[一二三四五零0-9]号?键?|是空号|已停机|暂停服务|机主|转接中/u;
/** What a machine says like a person; two of it are one. */
const LIKE_MACHINE = /转达|简单说明(?:来意)?|不方便接听|为您记录|还有其他需要|请问您(?:找|是哪)|请稍后再拨/gu;
const TALKS =
  /换号了|(?:这|号码?|电话|手机)(?:也)?不是(?:他|她|我|本人)的|盘给我|转(?:让)?给我了|打错|搞错|弄错|登记错|找错|不姓|不认识|没(?:有)?这(?:个|号)人|这里不是|这是(?:我)?(?:的)?私人(?:电话|号码)|(?:手机|号码?|电话)(?:现在)?是我在用|号码?(?:是)?(?:我)?刚(?:办|换|买)的|(?:手机|电话)[^，。,. ]{0,4}(?:落|忘|放)(?:在)?(?:我|这|家)|你这电话打到哪/u;
/** Somebody near the person answers. */
const NEAR =
  /我是(?:他|她|机主)(?:的)?(?:儿子|女儿|妈|爸|奶奶|爷爷|姥姥|姥爷|外婆|外公|婆婆|公公|岳母|岳父|保姆|老婆|老公|爱人|媳妇|丈夫|妻子|同事|家人|朋友|秘书|助理|哥|姐|弟|妹|室友)|(?:早)?(?:离职|调走|退休)了(?:[^，。,. ]{0,4})(?:手机|号码?|电话)/u;
/** The robot asked whether it is the person. */
const ASKS_WHO = /(?:请问)?(?:是|您是)[^，。,.?？]{1,14}(?:吗|么|吧)$/u;
const NOT_ME = /^(?:喂)?(?:不是|我不是|不是的|不是啊|没有|哪个|找谁|你找谁)/u;

/** Who was at the other end. */
export function findReached(turns: readonly HeardTurn[]): CallAnalysis['reached'] {
  const said = turns.filter(({ who }) => who === 'person');
  if (said.length === 0) return 'nobody';
  const all = said.map(({ text }) => text).join(' ');
  // A machine that speaks like a caller may have been given the wrong side.
  if (turns.some(({ text }) => MACHINE.test(text)) || new Set(all.match(LIKE_MACHINE)).size >= 2) return 'voicemail';
  if (TALKS.test(all) || NEAR.test(all)) return 'wrong_person';
  const asked = turns.findIndex(
    ({ who, text }) =>
      who === 'robot' &&
      ASKS_WHO.test(text) &&
      /女士|先生|小姐|总|经理|老师|师傅|工|妈|爸|老板|主任|院长|校长|店长/u.test(text),
  );
  const answer = asked < 0 ? undefined : turns[asked + 1];
  return answer?.who === 'person' && NOT_ME.test(answer.text) && !/是我|我就是/u.test(all) ? 'wrong_person' : 'person';
}
