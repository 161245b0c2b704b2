/** Answers no description of the API has, and that came or may come all the same; each strikes the first job of a list. */
export const ODDITIES = [
  'missing_fields',
  'missing_job',
  'texts_for_numbers',
  'numbers_beyond',
  'unknown_status',
  'huge_conversation',
  'impossible_text',
  'overlong_words',
  'bad_utf8',
  'wrong_type',
  'a_page',
] as const;
export type Oddity = (typeof ODDITIES)[number];

type Json = Record<string, unknown>;

/** The body of an answer made odd, with the type it is sent as. */
export function oddAnswer(kind: Oddity, body: Json): { readonly bytes: Buffer; readonly type: string } {
  const type = kind === 'wrong_type' ? 'image/png' : kind === 'a_page' ? 'text/html' : 'application/json';
  if (kind === 'a_page') return { bytes: Buffer.from('<html><body>系统繁忙</body></html>'), type };
  const copy = structuredClone(body);
  const jobs = Array.isArray(copy['Jobs']) ? (copy['Jobs'] as Json[]) : [];
  if (jobs[0]) strike(kind, jobs[0], jobs);
  const text = JSON.stringify(copy, kind === 'texts_for_numbers' ? asText : undefined);
  const bytes = Buffer.from(text);
  // No letter of UTF-8 begins with 0xff.
  if (kind === 'bad_utf8') for (let at = bytes.indexOf('好'); at >= 0; at = bytes.indexOf('好')) bytes[at] = 0xff;
  return { bytes, type };
}

const asText = (key: string, value: unknown): unknown =>
  typeof value === 'number' && key !== 'HttpStatusCode' ? String(value) : value;

function strike(kind: Oddity, job: Json, jobs: Json[]): void {
  const tasks = (job['Tasks'] ?? []) as Json[];
  const task = tasks.at(-1) ?? {};
  if (kind === 'missing_fields') for (const name of ['Status', 'Contacts', 'ReferenceId', 'Tasks']) delete job[name];
  if (kind === 'missing_job') jobs.shift();
  if (kind === 'unknown_status') job['Status'] = 'Teleported';
  if (kind === 'numbers_beyond')
    Object.assign(task, { TotalDuration: 35.5e12, RealRingingDuration: -4.5, PlanedTime: 8e15, EndTime: 1e300 });
  if (kind === 'huge_conversation') task['Conversation'] = Array.from({ length: 5000 }, () => line('啊'.repeat(500)));
  if (kind === 'impossible_text') task['Conversation'] = [line('不\u0000需要\ud800，谢谢')];
  if (kind === 'overlong_words') Object.assign(task, { CallingNumber: '0571'.repeat(100), TaskId: 't'.repeat(500) });
}

const line = (Script: string): Json => ({ Speaker: 'Contact', Script, Timestamp: 1_578_965_081_000 });
