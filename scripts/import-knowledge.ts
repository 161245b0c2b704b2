import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { UploadAnswer } from '../kernel/contracts/knowledge.ts';

/*
 * Takes a folder of documents into a running service: every file keeps its path, so running it again replaces what has
 * changed and leaves the rest. `<name>.meta.json` beside a file gives its title, category, tags, visibility and days.
 *
 *   npm run knowledge:import -- <folder> --token xst_… [--url http://127.0.0.1:3000] [--collection name]
 *     [--category …] [--tags a,b] [--visibility all,role:sales_manager]
 *   npm run knowledge:import -- <folder> --username … --password …
 */
const FILES_AT_ONCE = 40;
const BYTES_AT_ONCE = 60 * 1_048_576;
const WANTED = /\.(?:md|markdown|txt|html?|pdf|docx|xlsx|xls|csv|zip)$/i;
const FIELDS = ['category', 'tags', 'visibility', 'valid_from', 'valid_until'] as const;

const text = { type: 'string' } as const;
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { ...text, default: 'http://127.0.0.1:3000' },
    token: text,
    username: text,
    password: text,
    collection: text,
    category: text,
    tags: text,
    visibility: text,
    valid_from: text,
    valid_until: text,
  },
});

interface Packet {
  readonly paths: string[];
  readonly meta: Record<string, unknown>;
}

async function main(): Promise<boolean> {
  const [given] = positionals;
  if (!given) throw new Error('Usage: npm run knowledge:import -- <folder> --token <service token>');
  const folder = resolve(given);
  const token = flags.token ?? (await logIn());
  const collection = flags.collection ?? basename(folder);
  let failed = 0;
  let files = 0;
  for (const packet of packetsOf(folder)) {
    const answer = await finished(token, await upload(token, folder, collection, packet));
    for (const item of answer.items) {
      files += 1;
      if (item.problem) failed += 1;
      const note = item.problem ? item.problem.message : `${item.passages} passages`;
      console.log(`${item.problem ? 'failed   ' : item.status.padEnd(9)} ${item.path}  ${note}`);
    }
  }
  console.log(JSON.stringify({ files, failed }));
  return failed === 0;
}

/** Files that go together: those without fields of their own in groups, the others one by one. */
function packetsOf(folder: string): Packet[] {
  const packets: Packet[] = [];
  let open: Packet | undefined;
  let bytes = 0;
  const paths = globSync('**/*', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter((one) => WANTED.test(one)).toSorted()) {
    const meta = metaOf(join(folder, path));
    if (meta) {
      packets.push({ paths: [path], meta });
      continue;
    }
    const size = statSync(join(folder, path)).size;
    if (!open || open.paths.length === FILES_AT_ONCE || bytes + size > BYTES_AT_ONCE) {
      open = { paths: [], meta: {} };
      bytes = 0;
      packets.push(open);
    }
    open.paths.push(path);
    bytes += size;
  }
  return packets;
}

function metaOf(path: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(path.replace(/\.[^.]+$/, '.meta.json'), 'utf8')) as Record<string, unknown>;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function upload(token: string, folder: string, collection: string, packet: Packet): Promise<UploadAnswer> {
  const form = new FormData();
  form.append('collection', collection);
  for (const name of ['title', ...FIELDS] as const) {
    const value = packet.meta[name] ?? (name === 'title' ? undefined : flags[name]);
    if (value !== undefined) form.append(name, Array.isArray(value) ? JSON.stringify(value) : String(value));
  }
  for (const path of packet.paths) form.append('file', new Blob([readFileSync(join(folder, path))]), path);
  return await call<UploadAnswer>('POST', '/api/v1/knowledge/documents', token, form);
}

/** Waits until every file was read and indexed, or refused. */
async function finished(token: string, started: UploadAnswer): Promise<UploadAnswer> {
  let answer = started;
  while (answer.status === 'running') {
    await pause(1000);
    answer = await call<UploadAnswer>('GET', `/api/v1/knowledge/uploads/${started.id}`, token);
  }
  return answer;
}

async function logIn(): Promise<string> {
  if (!flags.username || !flags.password) throw new Error('Give --token, or --username and --password');
  const body = { username: flags.username, password: flags.password };
  return (await call<{ access_token: string }>('POST', '/api/v1/auth/login', '', body)).access_token;
}

async function call<T>(method: string, path: string, token: string, body?: unknown): Promise<T> {
  const isForm = body instanceof FormData;
  const answer = await fetch(new URL(path, flags.url), {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const read = (await answer.json()) as T & { error?: { message: string } };
  if (!answer.ok) throw new Error(`${method} ${path}: ${read.error?.message ?? answer.status}`);
  return read;
}

main().then(
  (ok) => process.exit(ok ? 0 : 1),
  (thrown: unknown) => {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    process.exit(1);
  },
);
