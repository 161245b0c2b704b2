import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the language of sequences refuses: texts with variables, and conditions. */
export const SOP_LANGUAGE_ERRORS = {
  'sop.variable_missing': {
    kind: 'invalid',
    zh: '变量 {names} 没有值，也没有写默认值，这条内容不能发送。',
    en: 'The variables {names} have no value and no default: this text cannot be sent.',
  },
  'sop.text_unreadable': {
    kind: 'invalid',
    zh: '“{place}”不是变量的写法：变量写成 {名称} 或 {名称|默认值}，名称用字母、数字、下划线和短横线；要写大括号本身就写两个。',
    en: '"{place}" is not a variable: write {name} or {name|default}, and double a brace that is meant as such.',
  },
  'sop.text_empty': {
    kind: 'invalid',
    zh: '填入变量以后没有文字，不能发送空的内容。',
    en: 'Nothing is left of the text once its variables are filled in.',
  },
  'sop.text_too_long': {
    kind: 'invalid',
    zh: '填入变量以后有 {length} 个字，最多 {limit} 个字。',
    en: 'The text has {length} characters once its variables are filled in; at most {limit} are allowed.',
  },
} as const satisfies ErrorCatalogue;

export const sopLanguageError = errorsOf(SOP_LANGUAGE_ERRORS);
