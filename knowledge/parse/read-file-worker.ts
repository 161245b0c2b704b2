import { parentPort } from 'node:worker_threads';
import { AppError, toAppError } from '../../kernel/errors.ts';
import { cutDocument } from '../chunk/cut-document.ts';
import { parseFile } from './parse-file.ts';
import type { ReadReply, ReadRequest } from './file-reader.ts';

// The thread in which files are read: what takes long, runs out of memory or crashes does so here.
parentPort?.on('message', (request: ReadRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void read(request).then((reply) => parentPort?.postMessage(reply));
});

async function read(request: ReadRequest): Promise<ReadReply> {
  try {
    const document = cutDocument(await parseFile({ name: request.name, bytes: request.bytes }));
    return { id: request.id, document };
  } catch (thrown) {
    const { code, details } = toAppError(thrown);
    const reason = thrown instanceof AppError && thrown.cause instanceof Error ? thrown.cause.message : String(thrown);
    return { id: request.id, problem: { code, details, reason } };
  }
}
