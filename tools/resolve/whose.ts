import { given } from '../arguments.ts';
import type { ResolveScope } from './name.ts';
import { resolvePerson, type Person } from './person.ts';
import { resolveTeam, type NamedTeam } from './team.ts';
import { resolveValue } from './value.ts';

/** Whose records are asked about, as it was said. */
export interface SaidWhose {
  readonly owner?: string | null | undefined;
  readonly team?: string | null | undefined;
  readonly region?: string | null | undefined;
}

/** Whose records are asked about. */
export interface Whose {
  readonly person: Person | undefined;
  readonly unit: NamedTeam | undefined;
  readonly place: string | undefined;
  /** For the verbs. */
  readonly filter: { readonly owner_id?: string; readonly team_id?: string; readonly region?: string };
  /** «王磊负责的华东», before the noun; empty for everybody's. */
  readonly words: string;
  /** «我», «王磊», «飞鹰队»: before what one may ask next; empty for everybody's. */
  readonly asker: string;
  /** For the filter line. */
  readonly conditions: readonly string[];
}

/**
 * The person, the team and the region that are meant.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveWhose(scope: ResolveScope, said: SaidWhose): Promise<Whose> {
  const [owner, team, region] = [given(said.owner), given(said.team), given(said.region)];
  const person = owner ? await resolvePerson(scope, owner) : undefined;
  const unit = team ? await resolveTeam(scope, team) : undefined;
  const place = region ? await resolveValue(scope, 'region', region) : undefined;
  return {
    person,
    unit,
    place,
    filter: {
      ...(person ? { owner_id: person.id } : {}),
      ...(unit ? { team_id: unit.id } : {}),
      ...(place ? { region: place } : {}),
    },
    words: `${person ? `${person.words}负责的` : ''}${unit ? `${unit.name}的` : ''}${place ?? ''}`,
    asker: person ? (person.isSpeaker ? '我' : person.name) : (unit?.name ?? ''),
    conditions: [
      ...(person ? [`负责人：${person.name}`] : []),
      ...(unit ? [`团队：${unit.name}`] : []),
      ...(place ? [`客户区域：${place}`] : []),
    ],
  };
}
