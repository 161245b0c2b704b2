import { Params, query } from '../../../db/query.ts';
import type { NodeCause, StepError } from '../../../kernel/contracts/routing.ts';
import { maskJson } from '../../../kernel/mask.ts';
import type { Scope } from '../../scope.ts';
import type { Decision } from '../nodes/node.ts';
import type { PlannedNode } from '../definitions/flow-plan.ts';

/** A line of an instance's log. */
export interface LogLine {
  readonly instanceId: string;
  readonly seq: number;
  readonly node: Pick<PlannedNode['node'], 'id' | 'type'>;
  readonly cause: NodeCause | 'cancelled';
  readonly way: string | null;
  readonly reason: string;
  readonly input?: unknown;
  readonly decision?: Decision;
  readonly error?: StepError;
  readonly durationMs: number;
  /** Now by default. */
  readonly at?: Date;
}

/** Characters of one text of what was looked up, and items of one list, that are kept. */
const LONGEST_TEXT = 300;
const LONGEST_LIST = 30;
/** Characters of the whole. */
const LONGEST_INPUT = 8000;

/** Adds a line to the log, in the transaction of the step it tells of. */
export async function writeLog(scope: Pick<Scope, 'em' | 'clock'>, line: LogLine): Promise<void> {
  await writeLogs(scope, [line]);
}

const COLUMNS = `instance_id, seq, node_id, node_type, cause, way, reason, input, details, effects, waits_until, waits_on, error,
  duration_ms, at`;

/** Adds lines to the log in one statement, in the transaction of the steps they tell of. */
export async function writeLogs(scope: Pick<Scope, 'em' | 'clock'>, lines: readonly LogLine[]): Promise<void> {
  const params = new Params();
  const rows = lines.map(
    (line) =>
      `(${valuesOf(line, scope.clock.now())
        .map((value) => params.add(value))
        .join(', ')})`,
  );
  await query(scope.em, `insert into flow_execution_logs (${COLUMNS}) values ${rows.join(', ')}`, params.values);
}

function valuesOf(line: LogLine, now: Date): unknown[] {
  const { decision } = line;
  return [
    line.instanceId,
    line.seq,
    line.node.id,
    line.node.type,
    line.cause,
    line.way,
    storable(line.reason),
    line.input === undefined ? null : shortened(line.input),
    maskJson(jsonOf(decision?.details ?? {})),
    jsonOf(decision?.effects ?? []),
    decision?.wait?.until ?? null,
    decision?.wait?.on ?? null,
    line.error ? jsonOf(line.error) : null,
    line.durationMs,
    line.at ?? now,
  ];
}

/** PostgreSQL keeps no NUL in a text, and none in JSON. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

function storable(text: string): string {
  return text.replaceAll('\0', '');
}

/** What was looked up, as a log keeps it: long texts and lists cut, numbers of people hidden. */
function shortened(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Map || part instanceof Set) return [...part].slice(0, LONGEST_LIST);
    if (Array.isArray(part)) return part.slice(0, LONGEST_LIST) as unknown[];
    if (typeof part !== 'string') return part;
    return storable(part.length > LONGEST_TEXT ? `${part.slice(0, LONGEST_TEXT)}…` : part);
  });
  const masked = maskJson(text ?? 'null');
  return masked.length <= LONGEST_INPUT ? masked : JSON.stringify({ cut: masked.slice(0, LONGEST_INPUT) });
}
