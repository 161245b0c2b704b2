import { findMembers, type FoundMember } from '../../domain/messaging/people/find-members.ts';
import { ROLE_WORDS } from '../../domain/messaging/words.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';

const MOST_OPTIONS = 8;

interface SaidMember {
  readonly name: string;
  /** Only this group. */
  readonly group?: { readonly id: string; readonly name: string } | undefined;
}

/**
 * Everybody in groups whom a name means: whoever is called exactly so, else the one whose name holds it.
 * @throws AppError `tools.ambiguous` when parts of several names fit, `tools.not_found`
 */
export async function resolveMembers(
  scope: Pick<ToolScope, 'em' | 'actor'>,
  { name, group }: SaidMember,
): Promise<[FoundMember, ...FoundMember[]]> {
  const found = await findMembers(scope, { name, conversation_id: group?.id });
  const exact = found.filter((one) => one.exact);
  const meant = exact.length > 0 ? exact : found;
  const [first, ...rest] = meant;
  if (!first)
    throw toolError('tools.not_found', {
      details: {
        label: group ? `“${group.name}”里的人` : '群里的人',
        name,
        near: '只有发过言或被列出的群成员查得到。',
      },
    });
  const names = [...new Set(meant.map((one) => one.name))];
  if (exact.length > 0 || names.length === 1) return [first, ...rest];
  const options = names.slice(0, MOST_OPTIONS).map((one) => ({ label: one, value: one }));
  throw toolError('tools.ambiguous', { details: { label: '群成员', name, count: names.length, options } });
}

/**
 * The one member of one group a name means.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveMember(
  scope: Pick<ToolScope, 'em' | 'actor'>,
  said: { readonly name: string; readonly group: { readonly id: string; readonly name: string } },
): Promise<FoundMember> {
  const members = await resolveMembers(scope, said);
  if (members.length === 1) return members[0];
  const options = members.slice(0, MOST_OPTIONS).map((one) => ({
    label: `${one.name}（${ROLE_WORDS[one.role]}）`,
    value: one.person_id,
  }));
  throw toolError('tools.ambiguous', {
    details: { label: '群成员', name: said.name, count: members.length, options },
  });
}

/** The ids of everybody a name means; nothing when none was said. */
export async function maybeMembers(
  scope: Pick<ToolScope, 'em' | 'actor'>,
  said: string | null | undefined,
  group: { readonly id: string; readonly name: string } | undefined,
): Promise<{ readonly name: string; readonly ids: string[] } | undefined> {
  const name = given(said);
  if (!name) return undefined;
  const members = await resolveMembers(scope, { name, group });
  return { name: members[0].name, ids: [...new Set(members.map((one) => one.person_id))] };
}
