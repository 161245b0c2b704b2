import { findByName } from '../../domain/crm/names/find-by-name.ts';
import { normalName } from '../../domain/crm/names/normal-name.ts';
import { toolError } from '../errors.ts';
import { resolveName, type ResolveScope } from './name.ts';

/**
 * The existing tag a word means, for a filter.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveTag(scope: ResolveScope, said: string): Promise<string> {
  const match = await findByName(scope, { entity: 'tag', name: bare(said) });
  if (match.kind === 'one') return match.row.name;
  await resolveName(scope, 'tag', bare(said));
  return said;
}

/** The words as tags to add: one that is there already but for case, width or blanks is written as it is there. */
export async function tagsToAdd(scope: ResolveScope, said: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const word of said.map(bare)) {
    const match = await findByName(scope, { entity: 'tag', name: word });
    const same = match.kind === 'one' && normalName(match.row.name) === normalName(word);
    names.push(same ? match.row.name : word);
  }
  return [...new Set(names)];
}

/**
 * The tags of a customer that the words mean: written alike, or the only one that holds the word.
 * @throws AppError `tools.not_found`, when one is none of them
 */
export function tagsToRemove(carried: readonly string[], said: readonly string[]): string[] {
  const found = said.map(bare).map((word) => {
    const exact = carried.find((tag) => normalName(tag) === normalName(word));
    const holding = carried.filter((tag) => normalName(tag).includes(normalName(word)));
    const tag = exact ?? (holding.length === 1 ? holding[0] : undefined);
    if (tag) return tag;
    const near = carried.length > 0 ? `这个客户现有的标签：${carried.join('、')}。` : '这个客户还没有标签。';
    throw toolError('tools.not_found', { details: { label: '标签', name: word, near } });
  });
  return [...new Set(found)];
}

/** «重点客户标签», «“重点客户”» and «#重点客户» name the tag 重点客户. */
function bare(said: string): string {
  return (
    said
      .trim()
      .replaceAll(/^[#＃“"「『]+|[”"」』]+$/gu, '')
      .replace(/(?<=.)(的)?标签$/u, '')
      .trim() || said.trim()
  );
}
