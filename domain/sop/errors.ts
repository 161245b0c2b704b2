import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What the running of sequences refuses. */
export const SOP_ERRORS = {
  'sop.material_gone': {
    kind: 'invalid',
    zh: '这一步要发的物料已经被删除或归档，请换一个物料。',
    en: 'The material of this step is gone. Choose another.',
  },
  'sop.material_without_address': {
    kind: 'invalid',
    zh: '物料“{name}”没有渠道能访问的地址。请管理员设置 PUBLIC_URL，或给物料填写网址。',
    en: 'The material {name} has no address a channel can reach. Set PUBLIC_URL or give it one.',
  },
  'sop.too_many_steps': {
    kind: 'invalid',
    zh: '这个流程已经走了 {steps} 步还没有结束，可能在绕圈，已停下。请检查步骤的去向。',
    en: 'The sequence made {steps} steps without an end and was stopped. Check where its steps lead.',
  },
  'sop.step_gone': {
    kind: 'invalid',
    zh: '流程里没有步骤“{step}”。',
    en: 'The sequence has no step {step}.',
  },
  'sop.field_unknown': {
    kind: 'invalid',
    zh: '联系人没有“{name}”这个可以修改的字段。',
    en: 'A contact has no field {name} that may be changed.',
  },
  'sop.template_not_found': {
    kind: 'not_found',
    zh: '没有找到这个 SOP 模板，可能已被删除。',
    en: 'No such template.',
  },
  'sop.template_not_active': {
    kind: 'conflict',
    zh: 'SOP 模板“{name}”还没有启用，不能开始。请先启用模板。',
    en: 'The template {name} is not active. Activate it first.',
  },
  'sop.target_not_found': {
    kind: 'not_found',
    zh: '没有找到这位联系人，或者这个账号联系不到他。请核对后重试。',
    en: 'No such contact, or the account cannot reach them.',
  },
  'sop.target_not_started': {
    kind: 'conflict',
    zh: '没有开始：{reason}',
    en: 'Not started: {reason}',
  },
  'sop.too_many_targets': {
    kind: 'invalid',
    zh: '一次最多 {most} 位联系人，这里有 {count} 位。请分几次。',
    en: 'At most {most} contacts at once, {count} were given.',
  },
  'sop.instance_not_found': {
    kind: 'not_found',
    zh: '没有找到这个 SOP 实例，或者您不能查看它。',
    en: 'No such instance, or it is not yours to see.',
  },
  'sop.batch_not_found': {
    kind: 'not_found',
    zh: '没有找到这个批次，或者您不能查看它。',
    en: 'No such batch, or it is not yours to see.',
  },
  'sop.instance_not_so': {
    kind: 'conflict',
    zh: '这个实例现在是“{status}”，不能{deed}。请刷新后再看。',
    en: 'The instance is {status}; this cannot be done now. Reload.',
  },
  'sop.no_newer_version': {
    kind: 'conflict',
    zh: '这个实例已经在模板的第 {version} 版上，没有更新的版本可换。',
    en: 'The instance is on version {version} already; there is no newer one.',
  },
  'sop.step_lost_in_version': {
    kind: 'conflict',
    zh: '新版本里没有实例现在所在的步骤“{step}”，不能直接换。请先跳到两个版本都有的步骤。',
    en: 'The newer version lacks the step {step} where the instance stands. Jump to a common step first.',
  },
} as const satisfies ErrorCatalogue;

export const sopError = errorsOf(SOP_ERRORS);
