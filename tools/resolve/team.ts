import { listTeams } from '../../domain/identity/teams.ts';
import { toolError } from '../errors.ts';
import { resolveName, type ResolveScope } from './name.ts';

export interface NamedTeam {
  readonly id: string;
  readonly name: string;
}

/** How people call the team they are in. */
const OWN_TEAM = /^(我们?的?|本|咱们?的?)(团队|小组|组|队|部门|部)$/;

/**
 * The team a name means; «我们团队» is the speaker's own.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveTeam(scope: ResolveScope, said: string): Promise<NamedTeam> {
  const id = OWN_TEAM.test(said) && scope.actor.teamId ? scope.actor.teamId : await resolveName(scope, 'team', said);
  const team = (await listTeams(scope)).find((one) => one.id === id);
  if (!team) throw toolError('tools.not_found', { details: { label: '团队', name: said, near: '' } });
  return { id: team.id, name: team.name };
}
