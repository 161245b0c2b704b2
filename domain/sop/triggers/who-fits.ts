import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { StartTarget } from '../instances/start-instances.ts';
import { fieldsNamed, sopHolds } from '../language/condition-fields.ts';
import { readFacts } from '../language/read-facts.ts';
import { sopCatalogue } from '../language/sop-catalogue.ts';
import { sopValues } from '../language/sop-values.ts';
import type { SopScope } from '../running/sop-engine.ts';

/** Those of the targets for whom a condition holds, read in one statement; all of them where there is none. */
export async function whoFits(
  scope: Pick<SopScope, 'em' | 'clock'>,
  targets: readonly StartTarget[],
  condition: Condition | null,
  variables: SopVariables,
): Promise<readonly StartTarget[]> {
  if (condition === null || targets.length === 0) return targets;
  const catalogue = await sopCatalogue(scope, variables);
  const asked = targets.map((target, place) => ({ ...target, key: String(place), since: null }));
  const facts = await readFacts(scope, asked, fieldsNamed(condition));
  const now = scope.clock.now();
  return targets.filter((_target, place) => {
    const known = facts.get(String(place));
    return (
      known !== undefined && sopHolds(condition, sopValues({ ...known, variables }, catalogue, now), catalogue, now)
    );
  });
}
