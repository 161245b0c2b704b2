import { findEntries, type FoundEntry } from '../../domain/crm/pools/find-entries.ts';
import { POOL_ENTITIES } from '../../kernel/contracts/pools.ts';
import { given } from '../arguments.ts';
import { toolError, type NameChoice } from '../errors.ts';
import type { ToolScope } from '../tool.ts';
import { matchName } from './name.ts';

/** A record of a pool as it was said: a lead or a customer. */
export interface SaidEntry {
  readonly customer?: string | null | undefined;
  readonly lead?: string | null | undefined;
}

/** «张伟（锡工模具）»: an option as it was shown. */
const LABELLED = /^(?<name>[^（(]+)[（(](?<hint>[^）)]+)[）)]$/;
const MOST_OPTIONS = 8;

/**
 * The record in a pool that a name means; leads and customers are both looked for, what was said first.
 * @throws AppError `tools.missing`, `tools.ambiguous`, `tools.not_in_pool`
 */
export async function resolvePoolEntry(scope: ToolScope, said: SaidEntry): Promise<FoundEntry> {
  const name = given(said.lead) ?? given(said.customer);
  if (!name) throw toolError('tools.missing', { details: { label: '要领取的线索或客户的名称' } });
  const order = given(said.lead) ? POOL_ENTITIES : POOL_ENTITIES.toReversed();
  for (const entity of order) {
    const found = await entriesNamed(scope, entity, name);
    const [only] = found;
    if (only && found.length === 1) return only;
    if (found.length > 1) {
      const options = found.slice(0, MOST_OPTIONS).map(optionOf);
      throw toolError('tools.ambiguous', {
        details: { name, label: '公海记录', count: found.length, options },
      });
    }
  }
  throw toolError('tools.not_in_pool', { details: { name, hint: await whereItIs(scope, name) } });
}

async function entriesNamed(
  scope: ToolScope,
  entity: (typeof POOL_ENTITIES)[number],
  said: string,
): Promise<FoundEntry[]> {
  const found = await findEntries(scope, { entity, name: said });
  const labelled = found.length === 0 ? LABELLED.exec(said)?.groups : undefined;
  if (!labelled) return found;
  const named = await findEntries(scope, { entity, name: labelled['name'] ?? '' });
  return named.filter((one) => optionOf(one).label === said);
}

function optionOf({ entry, pool }: FoundEntry): NameChoice {
  const label = `${entry.name}（${[entry.company, entry.region, pool.name].filter(Boolean).join('，')}）`;
  return { label, value: label };
}

/** What can be said of a record that lies in no pool. */
async function whereItIs(scope: ToolScope, name: string): Promise<string> {
  for (const entity of ['lead', 'customer'] as const) {
    const match = await matchName(scope, entity, name);
    if (match.kind === 'one') return `“${match.row.name}”已经有人负责，不用领取。`;
  }
  return '可能刚被别的同事领走了，换一条试试。';
}
