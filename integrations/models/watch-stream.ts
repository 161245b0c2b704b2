import { normaliseChunk } from './normalise-chunk.ts';

/** Characters one line may have. A chunk is some hundred; even a whole tool call in one chunk stays far below. */
const LONGEST_LINE = 2_000_000;

/** What is wrong with a stream as bytes, before anyone reads what it says. */
export class StreamFault extends Error {
  readonly fault: 'cut' | 'bad_stream' | 'too_large';

  constructor(fault: StreamFault['fault']) {
    super(`The stream is unusable: ${fault}`);
    this.fault = fault;
  }
}

/**
 * `fetch` for a chat client, with the stream read along: the openai client takes a body that ends without `[DONE]` for a
 * whole answer, so here the end without it becomes a failure (`cut`). Events are normalised on the way, comments and
 * unknown fields are left out, and an endless line is stopped. Redirects are not followed: the prompt goes to the host
 * that was configured and to no other.
 */
export async function watchedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  if (!response.ok || !response.body) return response;
  const body = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(watchEvents());
  return new Response(body.pipeThrough(new TextEncoderStream()), {
    status: response.status,
    headers: response.headers,
  });
}

/** Text of an event stream in, normalised `data:` events out. Errors with a `StreamFault`. */
export function watchEvents(): TransformStream<string, string> {
  let rest = '';
  let done = false;
  const readLine = (line: string): string => {
    if (done || !line.startsWith('data:')) return '';
    const data = line.slice('data:'.length).trim();
    if (data === '') return '';
    if (data === '[DONE]') {
      done = true;
      return 'data: [DONE]\n\n';
    }
    const event = normaliseChunk(parseEvent(data));
    return event ? `data: ${JSON.stringify(event)}\n\n` : '';
  };
  return new TransformStream({
    transform(text, controller) {
      const lines = (rest + text).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) throw new StreamFault('too_large');
      const out = lines.map(readLine).join('');
      if (out) controller.enqueue(out);
    },
    flush(controller) {
      const out = readLine(rest);
      if (out) controller.enqueue(out);
      if (!done) throw new StreamFault('cut');
    },
  });
}

function parseEvent(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new StreamFault('bad_stream');
  }
}
