import { queryOne } from '../../../db/query.ts';
import type { FlowContent, FlowTrigger } from '../../../kernel/contracts/routing.ts';
import { routingError } from '../errors.ts';
import type { ReadingScope } from '../routing-scope.ts';

export interface FlowRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly trigger: FlowTrigger;
  readonly active_number: number | null;
  readonly newest_number: number;
  readonly version: number;
}

/**
 * A flow, locked until the transaction ends.
 * @throws AppError `routing.flow_not_found`
 */
export async function lockFlow(scope: Pick<ReadingScope, 'em'>, id: string): Promise<FlowRow> {
  const row = await queryOne<FlowRow>(
    scope.em,
    `select id, name, description, "trigger", active_number, newest_number, version from flow_definitions
     where id = $1 for update`,
    [id],
  );
  if (!row) throw routingError('routing.flow_not_found', { details: { id } });
  return row;
}

/**
 * What a version holds.
 * @throws AppError `routing.version_not_found`
 */
export async function readContent(
  scope: Pick<ReadingScope, 'em'>,
  definitionId: string,
  number: number,
): Promise<FlowContent> {
  const row = await queryOne<{ content: FlowContent }>(
    scope.em,
    'select content from flow_versions where definition_id = $1 and number = $2',
    [definitionId, number],
  );
  if (!row) throw routingError('routing.version_not_found', { details: { number } });
  return row.content;
}
