import { findGroups, type FoundGroup } from '../../domain/messaging/conversations/find-groups.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';

const MOST_OPTIONS = 8;
/** What people put around a group's name. */
const AROUND = /^(?:在|往|给)|(?:这个|那个)?(?:微信|企微)?群(?:里面|里|聊)?$/gu;

/**
 * The group a name means: by its name or remark, whole before part, then by the customer it belongs to.
 * @throws AppError `tools.ambiguous` with options that resolve, `tools.not_found`
 */
export async function resolveGroup(scope: Pick<ToolScope, 'em' | 'actor'>, said: string): Promise<FoundGroup> {
  const bare = said.replaceAll(AROUND, '');
  const found =
    (await findGroups(scope, said)).length > 0 ? await findGroups(scope, said) : await findGroups(scope, bare);
  const whole = found.filter(({ name }) => name === said.trim());
  const meant = whole.length > 0 ? whole : found;
  const [only] = meant;
  if (!only)
    throw toolError('tools.not_found', {
      details: { label: '群', name: said, near: '请核对群名，或确认这个群里有您能用的账号。' },
    });
  if (meant.length === 1) return only;
  const options = meant.slice(0, MOST_OPTIONS).map((group) => ({
    label: group.customer_name ? `${group.name}（${group.customer_name}）` : group.name,
    value: meant.filter(({ name }) => name === group.name).length > 1 ? group.id : group.name,
  }));
  throw toolError('tools.ambiguous', { details: { label: '群', name: said, count: meant.length, options } });
}

/** As `resolveGroup`; nothing when none was said. */
export async function maybeGroup(
  scope: Pick<ToolScope, 'em' | 'actor'>,
  said: string | null | undefined,
): Promise<FoundGroup | undefined> {
  const name = given(said);
  return name ? await resolveGroup(scope, name) : undefined;
}
