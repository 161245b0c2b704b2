import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the table of stages, the facts of a deal and the list of lost reasons refuse. */
export const STAGE_ERRORS = {
  'crm.stage_not_found': {
    kind: 'not_found',
    zh: '没有“{stage}”这个阶段。',
    en: 'There is no stage {stage}.',
  },
  'crm.stage_not_in_use': {
    kind: 'invalid',
    zh: '“{stage}”阶段已停用。{hint}',
    en: 'The stage {stage} is not in use.',
  },
  'crm.stage_move_not_yours': {
    kind: 'forbidden',
    zh: '从“{from}”改到“{to}”只有{who}可以操作，请联系他们。',
    en: 'You may not move an opportunity from {from} to {to}. Ask its owner or a manager.',
  },
  'crm.stage_reason_missing': {
    kind: 'invalid',
    zh: '从“{from}”改到“{to}”要写明原因。请补充后再提交。',
    en: 'A move from {from} to {to} needs a reason.',
  },
  'crm.stage_facts_missing': {
    kind: 'invalid',
    zh: '进入“{stage}”之前还要弄清楚：{facts}。请先补齐，主管也可以说明理由后放行。',
    en: 'Before {stage} one has to know: {facts}. Fill them in, or ask a manager to let it pass with a reason.',
  },
  'crm.override_not_allowed': {
    kind: 'forbidden',
    zh: '资料不全时只有主管可以放行。请先补齐资料，或联系主管。',
    en: 'Only a manager may let a deal pass without the required facts.',
  },
  'crm.stage_closed_fixed': {
    kind: 'invalid',
    zh: '“赢单”和“输单”不能停用，成交概率固定为 100% 和 0%。',
    en: 'Won and lost stay in use, at 100 and 0 per cent.',
  },
  'crm.stage_none_open': {
    kind: 'invalid',
    zh: '至少要保留一个进行中的阶段。',
    en: 'At least one open stage has to stay in use.',
  },
  'crm.stage_same_move': {
    kind: 'invalid',
    zh: '阶段不能改到它自己，请去掉这一格。',
    en: 'A stage has no move to itself.',
  },
  'crm.stage_always_lost': {
    kind: 'invalid',
    zh: '“{stage}”的商机必须随时可以标记为输单，这一格不能关。',
    en: 'Anybody can mark a deal of stage {stage} as lost; that move stays.',
  },
  'crm.stage_dead_end': {
    kind: 'invalid',
    zh: '这样设置后，“{stage}”的商机再也走不到赢单。请至少留一条能走通的路。',
    en: 'A deal of stage {stage} could never be won. Leave a way to won.',
  },
  'crm.fact_from_record': {
    kind: 'invalid',
    zh: '“{fact}”直接在商机或客户上填写，不用另外记录。',
    en: 'The fact {fact} is read from the record itself; fill it in there.',
  },
  'crm.fact_not_recorded': {
    kind: 'not_found',
    zh: '“{fact}”还没有人记录过。',
    en: 'Nobody has recorded the fact {fact}.',
  },
  'crm.lost_reason_not_found': {
    kind: 'not_found',
    zh: '没有这个输单原因，或者它已停用。请从列表里选择。',
    en: 'No such lost reason, or it is no longer in use. Choose one from the list.',
  },
  'crm.lost_reason_needs_text': {
    kind: 'invalid',
    zh: '选“{reason}”时请用一句话写明具体原因。',
    en: 'The reason {reason} needs words of your own.',
  },
  'crm.duplicate_lost_reason': {
    kind: 'conflict',
    zh: '输单原因“{label}”已经有了。',
    en: 'The lost reason {label} exists already.',
  },
  'crm.competitor_not_found': {
    kind: 'not_found',
    zh: '这个商机没有记录这位竞争对手。请刷新后再试。',
    en: 'The opportunity has no such competitor. Refresh and try again.',
  },
  'crm.duplicate_competitor': {
    kind: 'conflict',
    zh: '竞争对手“{name}”已经记录在这个商机上了，直接修改即可。',
    en: 'The competitor {name} is on this opportunity already.',
  },
  'crm.line_amount_too_large': {
    kind: 'invalid',
    zh: '第 {row} 行或合计金额太大。请核对数量和单价。',
    en: 'Line {row}, or the total, is too large. Check quantity and price.',
  },
  'crm.deal_closed': {
    kind: 'conflict',
    zh: '“{name}”已经结束了，不需要再体检。',
    en: 'The opportunity {name} is closed; there is nothing to check up.',
  },
  'crm.settings_hours': {
    kind: 'invalid',
    zh: '提醒时间和天数不能重复，请检查后再保存。',
    en: 'Hours and days must not repeat.',
  },
} as const satisfies ErrorCatalogue;

export const stageError = errorsOf(STAGE_ERRORS);
