import { listNames } from '../../domain/crm/names/list-names.ts';
import { likeness } from '../../domain/crm/names/normal-name.ts';
import { toolError } from '../errors.ts';
import type { ResolveScope } from './name.ts';

/** Fields that hold a plain word of a closed set, with the endings people add or leave out. */
const VALUES = {
  region: { label: '区域', ending: /(销售)?(大区|地区|片区|区域|区)$/u },
  sector: { label: '行业', ending: /(行业|产业|领域|业)$/u },
  source: { label: '来源', ending: /(渠道|来源)$/u },
} as const;
export type ValueKind = keyof typeof VALUES;

/**
 * The stored word a person means: «华东区» is 华东, «制造» is 制造业. The set is the organisation's, so that asking for a
 * region one has no records in is answered with none, not with «no such region».
 *
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveValue(scope: ResolveScope, kind: ValueKind, said: string): Promise<string> {
  const known: string[] = [];
  for await (const page of listNames(scope, { kinds: [kind] })) known.push(...page.map(({ name }) => name));
  const { label, ending } = VALUES[kind];
  const bare = (word: string): string => word.toLowerCase().replaceAll(/\s/g, '').replace(ending, '') || word;
  const wanted = bare(said);
  const tests: ((word: string) => boolean)[] = [
    (word) => word.toLowerCase() === said.toLowerCase(),
    (word) => bare(word) === wanted,
    (word) => bare(word).startsWith(wanted) || wanted.startsWith(bare(word)),
    (word) => bare(word).includes(wanted) || wanted.includes(bare(word)),
  ];
  for (const test of tests) {
    const fitting = [...new Set(known.filter(test))];
    if (fitting[0] && fitting.length === 1) return fitting[0];
    if (fitting.length > 1) {
      const options = fitting.slice(0, 8).map((word) => ({ label: word, value: word }));
      throw toolError('tools.ambiguous', { details: { name: said, label, count: fitting.length, options } });
    }
  }
  const near = [...new Set(known)].sort((a, b) => likeness(b, said) - likeness(a, said)).slice(0, 5);
  throw toolError('tools.not_found', {
    details: { name: said, label, near: near.length > 0 ? `现有的有：${near.join('、')}。` : '目前还没有填写过。' },
  });
}
