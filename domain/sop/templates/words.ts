import type { SopStatus, SopType } from '../../../kernel/contracts/sop.ts';

/** How a template stands, as people say it. */
export const SOP_STATUS_WORDS: Readonly<Record<SopStatus, string>> = {
  draft: '草稿',
  active: '已启用',
  paused: '已暂停',
  archived: '已归档',
};

/** Kinds of sequences, as people say them. */
export const SOP_TYPE_WORDS: Readonly<Record<SopType, string>> = {
  welcome: '欢迎',
  follow_up: '跟进',
  promotion: '推广',
  nurturing: '培育',
  conversion: '转化',
  retention: '留存',
};

/** The number of a version as people write it (spec 000 «version: "1.2"»): 1 is 1.0, 3 is 1.2. */
export function versionText(number: number): string {
  return `1.${number - 1}`;
}
