import type { z } from 'zod';
import { Team } from '../../db/entities/identity/team.entity.ts';
import { query } from '../../db/query.ts';
import type { CreateTeamRequest, TeamView } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { identityError } from './errors.ts';

export async function listTeams(scope: Pick<Scope, 'em'>): Promise<TeamView[]> {
  return await query<TeamView>(scope.em, 'select id, name, region, manager_id from team order by name');
}

/** @throws AppError `identity.team_name_taken` */
export async function createTeam(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  input: z.output<typeof CreateTeamRequest>,
): Promise<TeamView> {
  return await inTransaction(scope, async (tx) => {
    if (await tx.em.findOne(Team, { name: input.name }))
      throw identityError('identity.team_name_taken', { details: { name: input.name } });
    const team = tx.em.create(Team, {
      id: newId(),
      name: input.name,
      region: input.region ?? null,
      managerId: input.manager_id ?? null,
      createdAt: tx.clock.now(),
    });
    tx.em.persist(team);
    appendAudit(tx, { action: 'team.created', entity: 'team', entityId: team.id, after: input });
    await tx.em.flush();
    return { id: team.id, name: team.name, region: team.region ?? null, manager_id: team.managerId ?? null };
  });
}
