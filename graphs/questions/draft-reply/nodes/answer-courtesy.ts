import type { Intent } from '../../../../domain/assistant.port.ts';
import { BUILT_IN } from '../../../../integrations/understanding/message/classify-builtin.ts';
import type { DraftStateValue } from '../state.ts';
import { addressed } from '../addressed.ts';

/** Answers that need no knowledge. */
const COURTESY: Partial<Readonly<Record<Intent, string>>> = {
  greeting: '我在的，有什么可以帮您？',
  thanks: '不客气，有需要随时找我。',
  chat: '收到，有需要随时叫我。',
  withdraw_complaint: '好的，感谢您的理解，后面有任何问题随时找我们。',
};
/** What a robot does not answer by itself, with the reason a colleague reads. */
const FOR_PEOPLE: Partial<Readonly<Record<Intent, string>>> = {
  complaint: '客户在投诉或表达不满，请同事亲自回复',
  real_name: '实名认证要同事协助办理',
  scan_login: '扫码登录要同事协助办理',
  bind_phone: '绑定手机要同事协助办理',
  spam: '像是广告，不自动回复',
};

/** A robot does not say that it is a person, nor start talking about itself: a person answers that. */
const ASKS_OUR_NATURE =
  /(?:你|您|对面|这边|这)(?:到底|究竟)?(?:是不是|是)(?:个)?(?:真人|人工(?!智能服)|机器人|ai|人工智能|机器|自动回复)|(?:真人|人工)(?:客服)?(?:吗|呢|在吗)|转(?:接)?人工/iu;

/** Small courtesies are answered from a table; what needs a person is handed over before anything is looked up. */
export function answerCourtesy({ input }: DraftStateValue): Partial<DraftStateValue> {
  const reason = ASKS_OUR_NATURE.test(input.text) ? '客户想找真人，请同事回复' : FOR_PEOPLE[input.intent];
  if (reason) return { draft: { kind: 'hand_over', reason, by: BUILT_IN } };
  const text = COURTESY[input.intent];
  if (!text) return {};
  return { draft: { kind: 'answer', text: addressed(input.addressee, text), by: BUILT_IN, passageIds: [] } };
}
