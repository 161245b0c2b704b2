import { z } from 'zod';
import type { Answered, RecordingLink } from '../../../domain/calls/dialer.port.ts';
import type { DialerTrouble, TroubleReason } from '../../../domain/calls/dialer-trouble.ts';
import type { KeptRecording, RecordingStore } from '../../../domain/calls/recording-store.port.ts';
import type { RpcLine } from './rpc-line.ts';
import { UNREADABLE } from './unreadable.ts';
import { text } from './wire-fields.ts';

const Params = z.object({ SignatureUrl: z.url({ protocol: /^https?$/ }), FileName: text });
/** An hour of a call is some 60 MB. */
const LARGEST = 200 * 1_048_576;

export async function recordingLink(
  line: RpcLine,
  taskId: string,
  signal?: AbortSignal,
): Promise<Answered<RecordingLink>> {
  const answer = await line('DownloadRecording', { TaskId: taskId }, 'asks', signal);
  if (answer.state !== 'ok') return { state: 'refused', trouble: answer.trouble };
  const parsed = Params.safeParse(answer.value['DownloadParams']);
  if (!parsed.success) return { state: 'refused', trouble: UNREADABLE };
  const { SignatureUrl: url, FileName } = parsed.data;
  // Seconds since 1970, as the object store writes it.
  const expires = Number(new URL(url).searchParams.get('Expires') ?? Number.NaN);
  return {
    state: 'ok',
    value: {
      url,
      file_name: FileName ?? `${taskId}.wav`,
      expires_at: Number.isFinite(expires) && expires > 0 ? new Date(expires * 1000) : null,
    },
  };
}

export interface Download {
  readonly line: RpcLine;
  /** Where the API is: a simulator gives its recordings out itself. */
  readonly apiHost: string;
  readonly timeoutMs: number;
}

/** Asks for a link and brings the recording into the store. A link may expire on the way: it is asked for once more. */
export async function keepRecording(
  { line, apiHost, timeoutMs }: Download,
  taskId: string,
  store: RecordingStore,
  signal?: AbortSignal,
): Promise<Answered<KeptRecording>> {
  for (let tries = 1; ; tries += 1) {
    const link = await recordingLink(line, taskId, signal);
    if (link.state !== 'ok') return link;
    if (!trusted(new URL(link.value.url), apiHost)) return refused('business', 'refused');
    const deadline = AbortSignal.timeout(timeoutMs);
    const until = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const kept = await download(link.value, taskId, store, until);
    const expired = kept.state === 'refused' && kept.trouble.vendor_code === '403';
    if (!expired || tries === 2) return kept;
  }
}

/** The broken line, told apart from a store that fails. */
class LineBroken extends Error {
  override readonly name = 'LineBroken';
}

async function download(
  link: RecordingLink,
  taskId: string,
  store: RecordingStore,
  signal: AbortSignal,
): Promise<Answered<KeptRecording>> {
  const answer = await fetch(link.url, { redirect: 'error', signal }).catch(() => null);
  if (!answer) return refused('network', 'no_connection');
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    const network = answer.status >= 500 || answer.status === 429 || answer.ok;
    return refused(
      network ? 'network' : 'business',
      network ? 'dialer_fault' : answer.status === 404 ? 'not_found' : 'refused',
      String(answer.status),
    );
  }
  try {
    // The announced length is that of the packed bytes where they are packed.
    const length = answer.headers.has('content-encoding') ? null : answer.headers.get('content-length');
    const bytes = guarded(answer.body, Number(length ?? Number.NaN));
    const content_type = answer.headers.get('content-type') ?? 'audio/wav';
    const { file_name } = link;
    return { state: 'ok', value: await store.keep({ task_id: taskId, file_name, content_type, bytes }) };
  } catch (thrown) {
    if (thrown instanceof LineBroken) return refused('network', 'no_connection');
    throw thrown;
  }
}

/** The bytes as they come, checked: not empty, not endless, not cut short. */
async function* guarded(body: ReadableStream<Uint8Array>, announced: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > LARGEST) throw new LineBroken('too large');
      yield part;
    }
  } catch (thrown) {
    throw thrown instanceof LineBroken ? thrown : new LineBroken('cut off', { cause: thrown });
  }
  if (size === 0 || (Number.isFinite(announced) && size !== announced)) throw new LineBroken('cut short');
}

/** Links come from the vendor's object store; any other address is not fetched. */
function trusted(link: URL, apiHost: string): boolean {
  return link.hostname === apiHost || (link.protocol === 'https:' && link.hostname.endsWith('.aliyuncs.com'));
}

function refused(kind: DialerTrouble['kind'], reason: TroubleReason, code: string | null = null) {
  return { state: 'refused', trouble: { kind, reason, vendor_code: code, vendor_words: null } } as const;
}
