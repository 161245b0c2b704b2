import type { WorktoolModes } from './knobs.ts';
import type { ExecutedCommand, TakenCommand } from './robots.ts';

interface Page {
  readonly page: number;
  readonly size: number;
  readonly type: number | null;
  readonly messageId: string | null;
}

/** A page of a log, newest first, in the form the mode asks for. */
export function answerLog(
  rows: readonly (TakenCommand | ExecutedCommand)[],
  robotId: string,
  { page, size, type, messageId }: Page,
  modes: WorktoolModes,
): unknown {
  const wanted = rows
    .filter((row) => type === null || row.raw.type === type)
    .filter((row) => messageId === null || row.messageId === messageId)
    .toReversed();
  const list = wanted.slice((page - 1) * size, page * size).map((row) => rowOf(row, robotId, modes));
  if (modes.list_answer === 'array') return list;
  if (modes.list_answer === 'odd') return { count: list.length };
  return { pageNum: page, pageSize: size, total: wanted.length, totalPage: Math.ceil(wanted.length / size), list };
}

function rowOf(row: TakenCommand | ExecutedCommand, robotId: string, modes: WorktoolModes): Record<string, unknown> {
  const rawMsg = JSON.stringify({ messageId: row.messageId, ...row.raw });
  const base = { rawMsg, robotId, type: row.raw.type, messageId: row.messageId, apiSend: 0 };
  if (!('code' in row)) return { ...base, createTime: localTime(row.takenAt, modes.zone_hours) };
  const target = JSON.stringify([targetOf(row.raw)]);
  const isDone = row.code === 0;
  return {
    ...base,
    rawSuccess: row.code,
    errorReason: isDone ? '' : '执行失败',
    runTime: localTime(row.runAt, modes.zone_hours),
    successList: isDone ? target : '[]',
    failList: isDone ? '[]' : target,
    timeCost: row.seconds,
  };
}

export function targetOf(raw: Readonly<Record<string, unknown>>): string {
  const titles = raw['titleList'];
  const friend = raw['friend'];
  if (Array.isArray(titles)) return String(titles[0]);
  return typeof friend === 'object' && friend !== null
    ? String(Reflect.get(friend, 'name'))
    : String(raw['groupName'] ?? '');
}

function localTime(moment: Date, hours: number): string {
  return new Date(moment.getTime() + hours * 3_600_000).toISOString().slice(0, 19);
}
