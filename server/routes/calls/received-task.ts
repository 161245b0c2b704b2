import { callsError } from '../../../domain/calls/errors.ts';
import { decodeFile } from '../../../domain/crm/imports/decode-file.ts';
import { CreateCallTask } from '../../../kernel/contracts/call-tasks.ts';
import { invalidInput } from '../../invalid-input.ts';
import { localeOf } from '../../locale-of.ts';
import type { RouteContext } from '../../route.ts';

const Task = CreateCallTask.omit({ from: true });

/**
 * A task whose people come as a file: the field `task` holds the rest as JSON, `file` the table, in UTF-8 or GB18030.
 * @throws AppError `calls.csv_no_file`, `crm.import_…`, `kernel.invalid_input`
 */
export async function receivedTask(request: RouteContext['request']): Promise<CreateCallTask> {
  if (!request.isMultipart()) throw callsError('calls.csv_no_file');
  let [text, task]: [string | undefined, string | undefined] = [undefined, undefined];
  for await (const part of request.parts()) {
    if (part.type === 'file') text = decodeFile(await part.toBuffer()).text;
    else if (part.fieldname === 'task') task = String(part.value);
  }
  if (text === undefined || task === undefined) throw callsError('calls.csv_no_file');
  const given = jsonOf(task);
  const parsed = Task.safeParse(given);
  if (!parsed.success) throw invalidInput(Task, given, localeOf(request));
  return CreateCallTask.parse({ ...parsed.data, from: { by: 'csv', text } });
}

/** Text that is no JSON becomes nothing, which no task is. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
