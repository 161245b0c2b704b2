import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerBody, answerEvents } from './answer-events.ts';
import type { ChatBody, RequestEnd } from './ledger.ts';
import type { AnswerStep, Step } from './step.ts';

const STREAM_HEAD = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

/** Carries out one step on an open response. Settles with how it ended, also when the client leaves in between. */
export async function playStep(step: Step, body: ChatBody | undefined, response: ServerResponse): Promise<RequestEnd> {
  switch (step.kind) {
    case 'status':
      return refuseRequest(step, response);
    case 'drop':
      response.destroy();
      return 'cut';
    case 'silent':
      return untilClientLeaves(response);
    case 'bytes':
      response.writeHead(200, { 'content-type': step.contentType ?? 'text/event-stream' });
      response.end(step.bytes);
      return 'answered';
    case 'answer': {
      if (body?.stream) return streamAnswer(step, body.model ?? 'm', response);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answerBody(step, body?.model ?? 'm')));
      return 'answered';
    }
  }
}

function refuseRequest(step: Extract<Step, { kind: 'status' }>, response: ServerResponse): RequestEnd {
  const error = { message: `scripted refusal ${step.status}`, type: 'scripted', param: null, code: null };
  response.writeHead(step.status, {
    'content-type': 'application/json',
    ...(step.retryAfter === undefined ? {} : { 'retry-after': step.retryAfter }),
  });
  response.end(JSON.stringify(step.body ?? { error }));
  return 'refused';
}

async function streamAnswer(step: AnswerStep, model: string, response: ServerResponse): Promise<RequestEnd> {
  response.writeHead(200, STREAM_HEAD);
  for (let i = 0; i < (step.keepAlives ?? 0); i++) response.write(': keep-alive\n\n');
  let sent = 0;
  for (const event of answerEvents(step, model)) {
    if (step.early && sent >= step.early.afterEvents) return endEarly(step.early.how, response);
    if (step.pauseMs && sent > 0) await pause(step.pauseMs);
    if (response.destroyed) return 'client_left';
    const room = response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (!room && !(await drained(response))) return 'client_left';
    sent += 1;
  }
  if (step.early) return endEarly(step.early.how, response);
  if (step.done !== false) response.write('data: [DONE]\n\n');
  response.end();
  return 'answered';
}

async function endEarly(how: 'cut' | 'end' | 'hang', response: ServerResponse): Promise<RequestEnd> {
  if (how === 'hang') {
    response.flushHeaders();
    return untilClientLeaves(response);
  }
  if (how === 'end') {
    response.end();
    return 'cut';
  }
  // What was written has to reach the client before the connection is torn, else the cut would come before the text.
  await new Promise<void>((resolve) => {
    response.write(': \n\n', () => resolve());
  });
  response.destroy();
  return 'cut';
}

/** Waits for room in the connection; false when the client left instead. */
async function drained(response: ServerResponse): Promise<boolean> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  // The loser of the race would stay as a listener.
  either.abort();
  return !response.destroyed;
}

async function untilClientLeaves(response: ServerResponse): Promise<RequestEnd> {
  if (!response.destroyed) await once(response, 'close');
  return 'client_left';
}
