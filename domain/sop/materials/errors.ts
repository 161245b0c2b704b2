import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the keeping of materials refuses. */
export const SOP_MATERIAL_ERRORS = {
  'sop.material_missing': {
    kind: 'not_found',
    zh: '没有找到这个物料，可能已被删除。',
    en: 'There is no such material.',
  },
  'sop.material_stale': {
    kind: 'conflict',
    zh: '这个物料刚被别人改过，请刷新后再改。',
    en: 'The material was changed by somebody else. Reload it first.',
  },
  'sop.material_no_file': {
    kind: 'invalid',
    zh: '没有收到文件，请用表单的 file 字段上传一个文件。',
    en: 'No file was received. Upload one in the field "file" of a form.',
  },
  'sop.material_fields_wrong': {
    kind: 'invalid',
    zh: '物料的说明有误：{problems}',
    en: 'What was said of the material is wrong: {problems}',
  },
  'sop.material_empty': { kind: 'invalid', zh: '文件“{name}”是空的。', en: 'The file {name} is empty.' },
  'sop.material_too_large': {
    kind: 'invalid',
    zh: '文件太大：图片最大 {image} MB，其他文件最大 {file} MB。',
    en: 'The file is too large: {image} MB for a picture, {file} MB for any other file.',
  },
  'sop.material_type_refused': {
    kind: 'invalid',
    zh: '“{name}”的内容是 {type}，不能发给客户。可以上传 {allowed}。',
    en: 'The content of {name} is {type}, which cannot be sent. Allowed: {allowed}.',
  },
  'sop.material_field_foreign': {
    kind: 'invalid',
    zh: '{kind}物料没有“{field}”可以改。',
    en: 'A material of kind {kind} has no {field}.',
  },
  'sop.material_link_invalid': {
    kind: 'forbidden',
    zh: '这个文件地址无效或已过期，请重新获取。',
    en: 'This address of a file is wrong or has expired. Ask for it again.',
  },
  'sop.material_bytes_lost': {
    kind: 'not_found',
    zh: '物料“{name}”的文件不在存储里，请重新上传。',
    en: 'The bytes of the material {name} are not in the store. Upload it again.',
  },
} as const satisfies ErrorCatalogue;

export const sopMaterialError = errorsOf(SOP_MATERIAL_ERRORS);
