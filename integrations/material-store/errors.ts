import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What a store of materials outside of this machine may say. */
export const MATERIAL_STORE_ERRORS = {
  'material_store.no_answer': {
    kind: 'transient',
    zh: '物料存储没有回应（{reason}），请稍后再试。',
    en: 'The store of materials gave no answer ({reason}).',
  },
  'material_store.refused': {
    kind: 'conflict',
    zh: '物料存储拒绝了请求（{reason}）。请管理员检查 S3 的地址、区域、存储桶和密钥。',
    en: 'The store of materials refused the call ({reason}). Check its address, region, bucket and key.',
  },
  'material_store.damaged': {
    kind: 'conflict',
    zh: '存储里的文件和上传时不一样了（校验值不符），没有使用。请重新上传这个物料。',
    en: 'The bytes in the store are not those that were uploaded (the checksum differs). Upload the material again.',
  },
} as const satisfies ErrorCatalogue;

export const materialStoreError = errorsOf(MATERIAL_STORE_ERRORS);
