import { z } from 'zod';
import { refusedStarts, whyNotSent, type NotSentReason } from '../domain/sop/instances/why-not-sent.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { maybeCustomer, maybeNamed } from './arguments.ts';
import { aboutSequence } from './find-sop-instances.tool.ts';
import { answer, sentences } from './present/answer.ts';
import { fittingInstances, resolveWhose } from './resolve/sop-instance.ts';
import { readTool } from './tool.ts';

const MOST_TOLD = 5;

export const explainSopNotSent = readTool({
  name: 'explain_sop_not_sent',
  title: '看流程为什么没发',
  description:
    'SOP 流程的消息为什么没有发给某个客户或联系人：哪条规则拦住了、什么时候会发、还是流程停着。about 原样写用户的话。',
  permission: 'sop.read',
  input: z.strictObject({ customer: maybeCustomer, contact: maybeNamed('contact', '联系人'), about: aboutSequence }),
  phrases: [
    '为什么没发给{contact}',
    '为什么没有发给{customer}',
    '流程为什么没给{contact}发消息',
    '{customer}怎么没收到跟进消息',
    '{contact}为什么没收到SOP消息',
    'SOP怎么没发给{contact}',
    '为啥流程没发出去给{customer}',
    '{contact}那条跟进消息怎么没发出去',
    '为什么流程没有给{customer}发',
    '怎么还没发给{contact}',
  ],
  answer: async (scope, said) => {
    const found = await fittingInstances(scope, said);
    const told = await whyNotSent(
      scope,
      found.slice(0, MOST_TOLD).map(({ id }) => id),
    );
    const whose = await resolveWhose(scope, said);
    const refused = await refusedStarts(scope, {
      ...(whose.crm_customer_id ? { customer_id: whose.crm_customer_id } : {}),
      ...(whose.crm_contact_id ? { crm_contact_id: whose.crm_contact_id } : {}),
    });
    if (told.length === 0 && refused.length === 0)
      return answer({
        text: '没有给这位联系人开始过您能看到的流程，所以没有要发的消息。',
        parts: [],
        suggestions: ['有哪些SOP模板'],
      });
    return answer({
      text: sentences(
        ...told.map((one) => wordsOf(one, scope.clock.now())),
        ...refused.map(({ name, template_name: template, reason }) => `“${template}”没有为${name}开始：${reason}。`),
      ),
      parts: [],
      suggestions: [told[0] && `${told[0].instance.contact_name}的流程走到哪一步了`],
    });
  },
});

function wordsOf({ instance, kept, stands, next }: NotSentReason, now: Date): string {
  const head = `${instance.contact_name}的“${instance.template_name}”`;
  if (kept.length === 0) return `${head}没有被拦下的消息：${stands}。${next ? `${next}。` : ''}`;
  const [last] = kept;
  const when = last!.until ? `，预计${formatWhen(last!.until, now)}发出` : '';
  return `${head}的“${last!.step_name}”没有发出：${last!.why.replace(/^没有发出：/u, '')}${when}。`;
}
