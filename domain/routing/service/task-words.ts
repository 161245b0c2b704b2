import { z } from 'zod';
import type { TrackTaskKind } from '../../../kernel/contracts/track-tasks.ts';
import { nodeWords } from './node-texts.ts';
import { plainClauses } from './plain-clauses.ts';

/** Kinds that words tell; everything else is `other` or `operation`. In the order in which they win over each other. */
export const WORDED_KINDS = ['real_name', 'scan_login', 'bind_phone'] as const;
export type WordedKind = (typeof WORDED_KINDS)[number];

/** Which words mean which kind of task. */
export const KindWords = z
  .strictObject({
    real_name: nodeWords(['实名', '身份认证', '人脸', '刷脸', '身份证']),
    scan_login: nodeWords(['扫码', '扫一下', '扫个码', '二维码', '重新登录', '登录一下', '上线一下', '掉线']),
    bind_phone: nodeWords(['绑定手机', '绑手机', '换绑', '绑定一下手机', '手机号绑定', '验证码']),
  })
  .prefault({});
export type KindWords = z.infer<typeof KindWords>;

/** What kind of task a text speaks of, with the word that says so; null when no word does. */
export function tellTaskKind(text: string, words: KindWords): { kind: WordedKind; word: string } | null {
  const plain = fold(text);
  for (const kind of WORDED_KINDS) {
    const word = words[kind].find((one) => plain.includes(fold(one)));
    if (word) return { kind, word };
  }
  return null;
}

/** Words by which a colleague says that it is done. */
export const COMPLETION_WORDS = [
  '已完成',
  '完成了',
  '搞定',
  '弄好了',
  '办好了',
  '处理好了',
  '解决了',
  '通过了',
  '认证好了',
  '实名好了',
  '登录成功',
  '登上了',
  '绑好了',
  '绑定成功',
] as const;
const NOT_YET = /没|未|不|别|等.{0,6}(?:后|再)|如果|要是|才|帮|麻烦|请/u;

/** The word by which a message says that something is done; null for questions, negations and conditions. */
export function tellCompletion(text: string, words: readonly string[]): string | null {
  for (const clause of plainClauses(text)) {
    const word = words.find((one) => clause.text.includes(fold(one)));
    if (word && !clause.asks && !NOT_YET.test(clause.text)) return word;
  }
  return null;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
}

/** How a task of a kind concerns after-sales or operations. */
export function isAfterSales(kind: TrackTaskKind): boolean {
  return kind !== 'operation';
}
