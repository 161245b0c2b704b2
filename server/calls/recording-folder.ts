import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { IncomingRecording, OpenRecording, RecordingShelf } from '../../domain/calls/recording-store.port.ts';

const KEY = /^[0-9a-f]{64}$/;
const Label = z.object({ content_type: z.string() });

/** Recordings as files of a folder. Names are made by us, so that no name of the dialer's becomes a path. */
export function openRecordingFolder(folder: string): RecordingShelf {
  return {
    keep: async (recording) => await keep(folder, recording),
    open: async (key) => (KEY.test(key) ? await open(folder, key) : null),
  };
}

/** Written aside and moved into place: a broken line leaves nothing behind. */
async function keep(folder: string, recording: IncomingRecording): Promise<{ key: string; size: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = createHash('sha256').update(recording.task_id).digest('hex');
  const aside = join(folder, `${key}.${randomUUID()}.part`);
  try {
    await pipeline(Readable.from(recording.bytes), createWriteStream(aside, { mode: 0o600 }));
    const { size } = await stat(aside);
    await writeFile(join(folder, `${key}.json`), JSON.stringify({ content_type: recording.content_type }), {
      mode: 0o600,
    });
    await rename(aside, join(folder, key));
    return { key, size };
  } finally {
    await rm(aside, { force: true });
  }
}

async function open(folder: string, key: string): Promise<OpenRecording | null> {
  const path = join(folder, key);
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  const label = await readFile(join(folder, `${key}.json`), 'utf8').catch(() => '{}');
  const parsed = Label.safeParse(JSON.parse(label));
  const content_type = parsed.success ? parsed.data.content_type : 'audio/wav';
  return { content_type, size: found.size, bytes: createReadStream(path) };
}
