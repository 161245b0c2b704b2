import { resolveName, type ResolveScope } from './name.ts';

/**
 * The id of the segment a name means, among those the actor made and those that are shared; «分群» at the end may be said.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveSegment(scope: ResolveScope, said: string): Promise<string> {
  const bare = said
    .trim()
    .replaceAll(/^[“"「『]+|[”"」』]+$/gu, '')
    .replace(/(?<=.)(?:这个|那个)?(?:分群|人群|群体)$/u, '');
  return await resolveName(scope, 'segment', bare);
}
