import { z } from 'zod';
import type { Classification } from '../../assistant.port.ts';
import { INTENT_WORDS } from '../reply/decide-reply.ts';
import { readBefore } from '../read-before.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Lines of the conversation that go along, so that «那这个呢» is understood. */
  context_messages: z.int().min(0).max(20).default(8),
});

interface Facts {
  readonly classified: Classification;
}

/** Node D1: what a customer's message wants, in which mood, and whether it complains. */
export const intentRecognize = defineNode<z.infer<typeof Config>, Facts>({
  type: 'INTENT_RECOGNIZE',
  title: '用户消息意图识别',
  description:
    '判断客户的消息要什么、心情如何、是不是投诉、要不要紧；有大模型时由大模型判断，没有或出错时由内置模型判断。判断会留档，供告警和追溯使用。context_messages 是一起参考的前文条数。',
  config: Config,
  ways: () => ({ next: '判断完毕' }),
  read: async (scope, state, { context_messages: most }) => ({
    classified: await scope.assistant.classifyMessage(
      { text: state.message.text, before: await readBefore(scope, state, most) },
      scope.signal,
    ),
  }),
  decide: ({ message }, { classified }) => {
    const { intent, confidence, mood, complaint, important, signs, by } = classified;
    const marks = [complaint ? '在投诉或不满' : '', important ? '要紧' : ''].filter(Boolean);
    return {
      way: 'next',
      reason: `${[INTENT_WORDS[intent], ...marks].join('，')}；心情 ${mood.toFixed(2)}，把握 ${confidence.toFixed(2)}（${by}）`,
      details: { intent, mood, confidence, complaint, important, signs, by },
      changes: { classified },
      effects: [{ kind: 'keep_judgement', payload: { message_id: message.id, ...classified } }],
    };
  },
});
