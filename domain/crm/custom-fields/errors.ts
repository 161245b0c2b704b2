import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What is refused about the definitions of custom fields and about their values. */
export const CUSTOM_FIELD_ERRORS = {
  'crm.custom_field_not_found': {
    kind: 'not_found',
    zh: '没有找到这个自定义字段。请刷新字段列表后再试。',
    en: 'No such custom field. Reload the list of fields.',
  },
  'crm.custom_field_key_taken': {
    kind: 'conflict',
    zh: '已经有字段使用了标识“{key}”（停用的字段也算）。请换一个标识。',
    en: 'The key {key} is used by another field, archived ones included. Choose another one.',
  },
  'crm.custom_field_label_taken': {
    kind: 'conflict',
    zh: '已经有字段叫“{label}”。请换一个名称，避免导入导出时分不清。',
    en: 'There is a field called {label} already. Choose another name.',
  },
  'crm.custom_field_limit': {
    kind: 'conflict',
    zh: '每种记录最多 {max} 个自定义字段。请先停用不再需要的字段。',
    en: 'At most {max} custom fields for a kind of record. Archive one first.',
  },
  'crm.custom_field_definition': {
    kind: 'invalid',
    zh: '字段设置有误：{problems}。',
    en: 'The field cannot be set up like this: {problems}.',
  },
  'crm.custom_choice_in_use': {
    kind: 'conflict',
    zh: '选项“{choice}”还有 {count} 条记录在用，不能删除。可以改为停用这个选项。',
    en: 'The choice {choice} is used by {count} records. Archive the choice instead.',
  },
  'crm.custom_field_type_in_use': {
    kind: 'conflict',
    zh: '“{label}”已有 {count} 条记录填写，不能从{from}改为{to}。请新建一个字段，或先清空这些内容。',
    en: '{label} is filled in on {count} records and cannot change from {from} to {to}. Make a new field instead.',
  },
  'crm.custom_invalid': {
    kind: 'invalid',
    zh: '自定义字段填写有误：{problems}。',
    en: 'Custom fields are not filled in properly: {problems}.',
  },
} as const satisfies ErrorCatalogue;

export const customFieldError = errorsOf(CUSTOM_FIELD_ERRORS);
