import { z } from 'zod';
import { createSopBatch } from '../domain/sop/instances/create-batch.ts';
import { createSopInstance } from '../domain/sop/instances/create-instance.ts';
import { previewStart, type StartPreview } from '../domain/sop/instances/preview-start.ts';
import { requireActiveTemplate, type ActiveTemplate } from '../domain/sop/instances/read-active-template.ts';
import type { StartTarget } from '../domain/sop/instances/start-instances.ts';
import { STAGES } from '../kernel/contracts/crm.ts';
import type { SopVariables } from '../kernel/contracts/sop-instances.ts';
import { choice, slot } from '../kernel/slots.ts';
import { maybeChoice, maybeFlag, maybeNamed, maybePeriod } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, nameSome, sentences } from './present/answer.ts';
import { resolveSopContacts } from './resolve/sop-contacts.ts';
import { resolveSopTemplate } from './resolve/sop-template.ts';
import { sendTool } from './tool.ts';

interface Plan {
  readonly template_id: string;
  readonly targets: readonly { readonly wechat_account_id: string; readonly contact_id: string }[];
  readonly variables: SopVariables;
}

/** Reasons named on a card; the rest is summed up. */
const MOST_REASONS = 3;

export const startSop = sendTool({
  name: 'start_sop',
  title: '启动流程',
  description:
    '给选中的客户、联系人启动一个 SOP 流程，流程会自动给他们发消息；由人看过人数、名单和第一条内容、同意之后才开始。template 写流程（模板）名；对象可以是 customer、contact、segment、tag、stage，或 no_reply 为真加 period（那段时间我们发过消息、对方一直没回复）。',
  permission: 'sop.execute',
  input: z.strictObject({
    template: slot('question', '流程', z.string().trim().min(1).max(500)),
    customer: maybeNamed('company', '客户'),
    contact: maybeNamed('contact', '联系人'),
    tag: maybeNamed('tag', '标签'),
    no_reply: maybeFlag('没有回复', [
      '没回复',
      '没有回复',
      '没回',
      '未回复',
      '不回复',
      '没答复',
      '没有答复',
      '没理我们',
      '没回音',
      '没动静',
    ]),
    period: maybePeriod(),
    // Told by models; in a sentence the tool finds a segment by its name.
    segment: choice('分群', z.string().trim().max(120), {}).nullish(),
    stage: maybeChoice('商机阶段', STAGES, {
      prospecting: ['初步接触阶段'],
      qualification: ['需求确认阶段'],
      proposal: ['方案报价阶段', '报价阶段'],
      negotiation: ['商务谈判阶段', '谈判阶段'],
      won: ['赢单阶段'],
      lost: ['输单阶段'],
    }),
    variables: choice('要填的变量（每个写成“变量名=值”）', z.array(z.string().trim().max(600)).max(20), {}).nullish(),
  }),
  phrases: [
    '给{period}没回复的客户启动报价跟进流程',
    '给没回复的客户启动跟进流程',
    '给{customer}启动报价跟进流程',
    '对{contact}启动续约提醒流程',
    '给{contact}开始新好友欢迎的SOP',
    '启动报价跟进流程，对象是{period}没有回复的客户',
    '给{tag}的客户启动活动邀约SOP',
    '给带{tag}标签的客户跑一遍老客户唤回流程',
    '把{customer}放进报价跟进流程',
    '让{customer}走一遍续约提醒SOP',
    '为{contact}开始跟进流程',
    '给{period}没答复的人跑报价跟进',
    '对{customer}执行破冰流程',
  ],
  propose: async (scope, said) => {
    const row = await resolveSopTemplate(scope, said.template);
    const template = await requireActiveTemplate(scope, row.id);
    const variables = readVariables(said.variables ?? []);
    const chosen = await resolveSopContacts(scope, said, template.name);
    const preview = await previewStart(scope, template, chosen.targets, variables);
    const count = preview.fitting.length;
    if (count === 0) throw nobody(chosen.words, preview);
    const names = preview.fitting.map(({ name }) => name);
    const empty = Object.entries(template.content.settings.variables).filter(([, value]) => value === '');
    return {
      title: '启动流程',
      summary: sentences(
        `为 ${count} 位联系人启动“${template.name}”：${nameSome(names, count, '位')}。`,
        `对象：${chosen.words}。`,
        leftOutWords(preview),
        burdenWords(preview),
        firstWords(preview),
      ),
      changes: [
        {
          entity: 'sop_template',
          record_id: template.id,
          record_label: template.name,
          field: '启动的联系人',
          before: null,
          after: count,
        },
      ],
      ...(preview.first?.text ? { outgoingText: preview.first.text } : {}),
      recipients: count,
      fields:
        empty.length === 0
          ? []
          : [
              {
                name: 'variables',
                label: '要填的内容（变量名=值）',
                kind: 'tags',
                value: empty.map(([name]) => `${name}=${String(variables[name] ?? '')}`),
              },
            ],
      refs: [],
      // Another version would say something else.
      snapshot: { [`sop_template:${template.id}`]: template.number },
      // «Last week» is another one next Monday; whom it means is looked up again, so that who answered meanwhile is not bothered.
      settled: { template: template.id, ...chosen.settled },
      plan: { template_id: template.id, targets: preview.fitting.map(targetOf), variables } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const [only] = plan.targets;
    const template = await requireActiveTemplate(scope, plan.template_id);
    if (only && plan.targets.length === 1) {
      const { template_id, variables } = plan;
      const made = await createSopInstance(scope, { template_id, variables, config: {}, ...only });
      return done(template, `已为${made.contact_name}启动“${template.name}”。`, made.contact_name);
    }
    const { template_id, variables } = plan;
    const batch = await createSopBatch(scope, { template_id, targets: [...plan.targets], variables, config: {} });
    return done(template, `已开始为 ${batch.total} 位联系人启动“${template.name}”，马上就好。`);
  },
});

function done({ name }: ActiveTemplate, text: string, contact?: string) {
  return answer({
    text,
    parts: [],
    suggestions: [contact && `${contact}的流程走到哪一步了`, `哪些人在走${name}流程`, `SOP模板${name}的统计`],
  });
}

function targetOf({ account_id, person_id }: StartTarget): Plan['targets'][number] {
  return { wechat_account_id: account_id, contact_id: person_id };
}

/** «name=value»; one without a value is left to the template. */
function readVariables(pairs: readonly string[]): SopVariables {
  const read: Record<string, string> = {};
  for (const pair of pairs) {
    const [, name, value] = /^([^=＝]+)[=＝](.*)$/su.exec(pair) ?? [];
    if (!name)
      throw toolError('tools.bad_arguments', { details: { name: '启动流程', problems: `“${pair}”要写成“变量名=值”` } });
    if (value?.trim()) read[name.trim()] = value.trim();
  }
  return read;
}

function nobody(words: string, { left_out: out }: StartPreview) {
  const [first] = out;
  const why = first
    ? `${words}里没有能启动的：${nameSome(first.names, first.names.length, '位', 3)}${out.length > 1 ? '等' : ''}，${first.reason}`
    : `没有找到您能联系到的联系人（${words}）`;
  return toolError('tools.nothing_fits', { details: { what: why } });
}

function leftOutWords({ left_out: out }: StartPreview): string {
  if (out.length === 0) return '';
  const total = out.reduce((sum, { names }) => sum + names.length, 0);
  const named = out
    .slice(0, MOST_REASONS)
    .map(({ reason, names }) => `${nameSome(names, names.length, '位', 3)}（${reason}）`);
  return `不启动 ${total} 位：${named.join('、')}${out.length > MOST_REASONS ? '等' : ''}。`;
}

function burdenWords({ accounts }: StartPreview): string {
  const words = accounts.flatMap(({ account_nickname: name, state, over_quota: over }) =>
    state === 'offline'
      ? [`账号“${name}”现在离线，上线后才会发`]
      : over
        ? [`账号“${name}”今天的发送额度不够，超出的会顺延`]
        : [],
  );
  return words.length > 0 ? `${words.join('；')}。` : '';
}

function firstWords({ first }: StartPreview): string {
  if (!first) return '这个流程不给联系人发消息。';
  return first.problem === null
    ? `第一条消息是“${first.step_name}”，给${first.name}的内容如下。`
    : `第一条消息“${first.step_name}”现在发不出给${first.name}：${first.problem}`;
}
