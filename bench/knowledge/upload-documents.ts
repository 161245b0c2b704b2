import type { UploadAnswer } from '../../kernel/contracts/knowledge.ts';
import type { ChildServer } from '../child-server.ts';
import { markdownOf, type BenchDocument } from './passage-maker.ts';

const POLL_MS = 200;
const FILES_AT_ONCE = 50;

export interface UploadFigures {
  /** From the first upload until all can be found. */
  readonly seconds: number;
  /** Most memory the service held meanwhile. */
  readonly peakMb: number;
}

/** Brings documents in over HTTP and waits until each is read, cut and indexed. */
export async function uploadDocuments(
  server: ChildServer,
  token: string,
  documents: readonly BenchDocument[],
): Promise<UploadFigures> {
  const headers = { authorization: `Bearer ${token}` };
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, server.rssMb())), POLL_MS);
  try {
    const begin = performance.now();
    const uploads: string[] = [];
    for (let at = 0; at < documents.length; at += FILES_AT_ONCE) {
      const form = new FormData();
      for (const document of documents.slice(at, at + FILES_AT_ONCE))
        form.append('file', new Blob([markdownOf(document)], { type: 'text/markdown' }), document.path);
      const url = `${server.url}/api/v1/knowledge/documents`;
      uploads.push((await answered(await fetch(url, { method: 'POST', headers, body: form }))).id);
    }
    for (const id of uploads) await finished(`${server.url}/api/v1/knowledge/uploads/${id}`, headers);
    return { seconds: (performance.now() - begin) / 1000, peakMb };
  } finally {
    clearInterval(watch);
  }
}

async function finished(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  for (;;) {
    const { status, failed } = await answered(await fetch(url, { headers }));
    if (failed > 0) throw new Error(`${failed} documents were refused`);
    if (status === 'done') return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function answered(answer: Response): Promise<UploadAnswer> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as UploadAnswer;
}
