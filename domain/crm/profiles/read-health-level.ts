import { queryOne } from '../../../db/query.ts';
import type { HealthLevel } from '../../../kernel/contracts/profile.ts';
import type { Scope } from '../../scope.ts';

/** How well a customer does, as counted last; null when nobody counted it yet. */
export async function readHealthLevel(scope: Pick<Scope, 'em'>, customerId: string): Promise<HealthLevel | null> {
  const row = await queryOne<{ health_level: HealthLevel | null }>(
    scope.em,
    'select health_level from customer_profile where customer_id = $1',
    [customerId],
  );
  return row?.health_level ?? null;
}
