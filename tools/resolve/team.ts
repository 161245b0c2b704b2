import { listTeams } from '../../domain/identity/teams.ts';
import { toolError } from '../errors.ts';
import { matchName, resolveName, type ResolveScope } from './name.ts';

export interface NamedTeam {
  readonly id: string;
  readonly name: string;
}

/** How people call the team they are in. */
const OWN_TEAM = /^(我们?的?|本|咱们?的?)(团队|小组|组|队|部门|部)$/;

/** «韩冰团队»: a team called after the one who leads it. */
const CALLED_AFTER = /^(?<leader>.{2,20}?)的?(?:团队|小组|队伍|部门)$/u;

async function teamOfLeader(scope: ResolveScope, said: string): Promise<NamedTeam | undefined> {
  const leader = OWN_TEAM.test(said) ? undefined : CALLED_AFTER.exec(said)?.groups?.['leader'];
  if (!leader || (await matchName(scope, 'team', said)).kind === 'one') return undefined;
  const person = await matchName(scope, 'person', leader);
  const led = person.kind === 'one' ? (await listTeams(scope)).filter((team) => team.manager_id === person.row.id) : [];
  return led[0] && led.length === 1 ? { id: led[0].id, name: led[0].name } : undefined;
}

/**
 * The team a name means; «我们团队» is the speaker's own.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveTeam(scope: ResolveScope, said: string): Promise<NamedTeam> {
  const led = await teamOfLeader(scope, said);
  if (led) return led;
  const id = OWN_TEAM.test(said) && scope.actor.teamId ? scope.actor.teamId : await resolveName(scope, 'team', said);
  const team = (await listTeams(scope)).find((one) => one.id === id);
  if (!team) throw toolError('tools.not_found', { details: { label: '团队', name: said, near: '' } });
  return { id: team.id, name: team.name };
}
