import { loadUser } from '../../domain/identity/load-actor.ts';
import { toolError } from '../errors.ts';
import { resolveName, type ResolveScope } from './name.ts';

/** A colleague, and how the speaker is told of them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isSpeaker: boolean;
  /** «您» for the speaker, the name for anybody else. */
  readonly words: string;
}

/**
 * The colleague a name means; «我» is the speaker.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolvePerson(scope: ResolveScope, said: string): Promise<Person> {
  const id = await resolveName(scope, 'person', said);
  const user = await loadUser(scope.em, id);
  if (!user) throw toolError('tools.not_found', { details: { label: '同事', name: said, near: '账号可能已经停用。' } });
  return personOf(scope, user);
}

/** The one who asks. */
export function speaker(scope: ResolveScope): Person {
  return personOf(scope, { id: scope.actor.userId, name: scope.actor.name });
}

function personOf(scope: ResolveScope, user: { readonly id: string; readonly name: string }): Person {
  const isSpeaker = user.id === scope.actor.userId;
  return { id: user.id, name: user.name, isSpeaker, words: isSpeaker ? '您' : user.name };
}
