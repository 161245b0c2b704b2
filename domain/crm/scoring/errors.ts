import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What lead scoring refuses. */
export const SCORING_ERRORS = {
  'crm.score_history_too_short': {
    kind: 'conflict',
    zh: '历史还不够：已有结果的线索 {leads} 条（转化 {won}、未转化 {not_won}），至少要 200 条，且转化和未转化各 30 条。现在先用规则评分，攒够后再训练。',
    en: 'Too little history: {leads} leads with an outcome ({won} won, {not_won} not); 200 with 30 of each are needed. The rules go on scoring meanwhile.',
  },
  'crm.score_back_test_too_thin': {
    kind: 'conflict',
    zh: '按时间分成前后两段来回测时，有一段里转化或未转化的太少（转化 {won}、未转化 {not_won}，各要至少 {least} 条）。过一段时间再训练。',
    en: 'Parted by time for a back-test, one part holds too few outcomes ({won} won, {not_won} not; {least} of each are needed). Train again later.',
  },
  'crm.score_rule_not_found': {
    kind: 'not_found',
    zh: '没有找到这条评分规则，可能刚被删除。请刷新后再试。',
    en: 'No such score rule; it may have been deleted. Refresh and try again.',
  },
  'crm.score_model_not_found': {
    kind: 'not_found',
    zh: '没有找到这个评分模型。请从模型列表里选择。',
    en: 'No such score model. Choose one from the list.',
  },
  'crm.score_model_not_better': {
    kind: 'conflict',
    zh: '“{name}”在回测里没有胜过规则，不能启用：{verdict}',
    en: '{name} did not beat the rules in its back-test and cannot be activated.',
  },
  'crm.score_model_already_active': {
    kind: 'conflict',
    zh: '“{name}”已经在用了。',
    en: '{name} is active already.',
  },
  'crm.score_nothing_to_roll_back': {
    kind: 'conflict',
    zh: '没有更早启用过的模型可以退回。需要的话可以直接启用规则评分。',
    en: 'No earlier model to roll back to. The rules can be activated instead.',
  },
  'crm.score_thresholds_out_of_order': {
    kind: 'invalid',
    zh: '等级分数线要从高到低：A 高于 B，B 高于 C，且都在 1 到 100 之间。',
    en: 'The grades must descend: A above B above C, all between 1 and 100.',
  },
  'crm.score_lead_closed': {
    kind: 'conflict',
    zh: '这条线索已经结束，评分停在结束的那一刻，不再重算。',
    en: 'The lead is closed; its score stays as it was.',
  },
  'crm.scoring_interrupted': {
    kind: 'transient',
    zh: '评分中断了，稍后会自动继续。',
    en: 'Scoring was interrupted and goes on by itself.',
  },
} as const satisfies ErrorCatalogue;

export const scoringError = errorsOf(SCORING_ERRORS);
