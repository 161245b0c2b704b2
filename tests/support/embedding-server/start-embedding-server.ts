import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { meaningVector } from './meaning-vector.ts';

export interface EmbeddingServerOptions {
  readonly dimension?: number;
  readonly apiKey?: string;
  /** Groups of words that mean the same to this model. */
  readonly meanings?: readonly (readonly string[])[];
}

export interface EmbeddingServer {
  /** As a vendor names it: `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** The texts of every request so far. */
  readonly requests: string[][];
  /** The next requests get these statuses instead of vectors. */
  failNext(...statuses: number[]): void;
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible `/embeddings` over HTTP with vectors that follow from the text alone: texts that share words, or
 * words of one meaning, lie near each other. Vectors come back in reversed order with their index, as is allowed.
 */
export async function startEmbeddingServer(options: EmbeddingServerOptions = {}): Promise<EmbeddingServer> {
  const requests: string[][] = [];
  const failures: number[] = [];
  const dimension = options.dimension ?? 64;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const send = (status: number, body: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      const failure = failures.shift();
      if (failure !== undefined) return send(failure, { error: { message: 'out of order' } });
      if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`)
        return send(401, { error: { message: 'wrong key' } });
      if (request.method !== 'POST' || request.url !== '/v1/embeddings') return send(404, {});
      const { input, model } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { input: string[]; model: string };
      if (input.some((text) => text === '')) return send(400, { error: { message: 'empty input' } });
      requests.push(input);
      const data = input.map((text, index) => ({
        object: 'embedding',
        index,
        embedding: meaningVector(text, dimension, options.meanings ?? []),
      }));
      const usage = { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 };
      send(200, { object: 'list', model, data: data.toReversed(), usage });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    failNext: (...statuses) => void failures.push(...statuses),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
