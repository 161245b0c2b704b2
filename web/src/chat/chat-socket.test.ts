import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientFrame, ServerFrame } from '../../../kernel/contracts/chat.ts';
import type { ConnectionState, SocketLine, SocketListener } from './chat-socket.ts';
import { ChatSocket } from './chat-socket.ts';
import { backoffDelay } from './socket-backoff.ts';

class FakeSocket implements SocketLine {
  sent: ClientFrame[] = [];
  closed = false;
  ticket: string;
  listener: SocketListener;
  constructor(ticket: string, listener: SocketListener) {
    this.ticket = ticket;
    this.listener = listener;
  }
  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }
  close(): void {
    this.closed = true;
  }
  say(frame: unknown): void {
    this.listener.received(JSON.stringify(frame));
  }
}

/** Timers that run when the test says so. */
class FakeTimers {
  private next = 1;
  waiting = new Map<number, { run: () => void; ms: number }>();
  setTimeout = (run: () => void, ms: number): number => {
    this.waiting.set(this.next, { run, ms });
    return this.next++;
  };
  clearTimeout = (timer: number): void => void this.waiting.delete(timer);
  /** Runs the one timer that waits and says how long it would have waited. */
  fire(): number {
    const [id, timer] = [...this.waiting][0] as [number, { run: () => void; ms: number }];
    this.waiting.delete(id);
    timer.run();
    return timer.ms;
  }
}

const event = (seq: number, runId = 'run-1', threadId = 't'): ServerFrame => ({
  threadId,
  runId,
  seq,
  event: { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: String(seq) },
});
const joined = (last_seq: number) => ({ type: 'joined', threadId: 't', last_seq, active_run_id: null });
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
};

let sockets: FakeSocket[];
let timers: FakeTimers;
let taken: number[];
let states: ConnectionState[];
let lost: string[];
let errors: string[];
let ticketFails: boolean;
let chat: ChatSocket;
const current = (): FakeSocket => sockets.at(-1) as FakeSocket;

beforeEach(() => {
  sockets = [];
  timers = new FakeTimers();
  taken = [];
  states = [];
  lost = [];
  errors = [];
  ticketFails = false;
  let tickets = 0;
  chat = new ChatSocket({
    ticket: () => (ticketFails ? Promise.reject(new Error('offline')) : Promise.resolve(`ticket-${++tickets}`)),
    connect: (ticket, listener) => {
      sockets.push(new FakeSocket(ticket, listener));
      return current();
    },
    timers,
    random: () => 0.5,
    onFrame: (frame) => taken.push(frame.seq),
    onJoined: () => undefined,
    onState: (state) => states.push(state),
    onError: (frame) => errors.push(frame.code),
    onLost: (threadId) => lost.push(threadId),
  });
});

/** The connection stands, and the server greets. */
function greet(): void {
  current().listener.opened();
  current().say({ type: 'hello', user_id: '0199f3a2-7a51-7c11-9d1e-3f6b0c2a4d01' });
}

async function connect(): Promise<void> {
  chat.start();
  await settle();
  greet();
}

/** Loses the connection and comes back with a new one. */
async function reconnect(): Promise<void> {
  current().listener.closed();
  timers.fire();
  await settle();
  greet();
}

describe('connecting', () => {
  it('asks for a new ticket each time and joins the open threads after their last event', async () => {
    await connect();
    chat.open('t', 4);
    current().say(event(5));
    await reconnect();
    expect(sockets.map((it) => it.ticket)).toEqual(['ticket-1', 'ticket-2']);
    expect(current().sent).toEqual([{ type: 'join', threadId: 't', after_seq: 5 }]);
  });

  it('waits longer after each failure and starts over after a good connection', async () => {
    ticketFails = true;
    chat.start();
    await settle();
    const waits = [];
    for (let i = 0; i < 3; i += 1) {
      waits.push(timers.fire());
      await settle();
    }
    expect(waits).toEqual([375, 750, 1500]);
    expect(states.at(-1)).toEqual({ phase: 'waiting', attempt: 4 });
    ticketFails = false;
    chat.retryNow();
    await settle();
    current().listener.opened();
    expect(states.at(-1)?.phase).toBe('connecting');
    greet();
    expect(states.at(-1)).toEqual({ phase: 'open', attempt: 0 });
  });

  it('does not listen to a connection it has given up', async () => {
    await connect();
    chat.open('t', 0);
    const old = current();
    await reconnect();
    old.say(event(1));
    old.listener.closed();
    expect(taken).toEqual([]);
    expect(states.at(-1)?.phase).toBe('open');
  });

  it('comes back when the line is silent though it was asked for a sign of life', async () => {
    await connect();
    expect(timers.fire()).toBe(25_000);
    expect(current().sent).toEqual([{ type: 'ping' }]);
    current().say({ type: 'pong' });
    expect(timers.fire()).toBe(25_000);
    expect(timers.fire()).toBe(10_000);
    expect(current().closed).toBe(true);
    expect(states.at(-1)).toEqual({ phase: 'waiting', attempt: 1 });
  });

  it('is quiet after stop', async () => {
    await connect();
    chat.stop();
    expect(timers.waiting.size).toBe(0);
    expect(current().closed).toBe(true);
  });
});

describe('the order of events', () => {
  beforeEach(async () => {
    await connect();
    chat.open('t', 0);
    current().say(joined(0));
    current().sent = [];
  });

  it('hands each event on once', () => {
    for (const seq of [1, 2, 2, 1, 3]) current().say(event(seq));
    expect(taken).toEqual([1, 2, 3]);
  });

  it('asks for what is missing and takes the replay', () => {
    current().say(event(1));
    current().sent = [];
    current().say(event(4));
    current().say(event(5));
    expect(current().sent).toEqual([{ type: 'join', threadId: 't', after_seq: 1 }]);
    current().say(joined(5));
    for (const seq of [2, 3, 4, 5]) current().say(event(seq));
    expect(taken).toEqual([1, 2, 3, 4, 5]);
    expect(lost).toEqual([]);
  });

  it('takes a jump that is still there after it asked: the server has nothing in between', () => {
    current().say(event(1));
    current().say(event(1002));
    current().say(joined(1003));
    current().say(event(1002));
    current().say(event(1003));
    expect(taken).toEqual([1, 1002, 1003]);
    expect(lost).toEqual([]);
  });

  it('gives the thread up when the server is behind what it once sent', async () => {
    for (const seq of [1, 2, 3]) current().say(event(seq));
    await reconnect();
    current().say(joined(2));
    expect(lost).toEqual(['t']);
  });

  it('does not mind that the newest events of a run in work are not stored yet', async () => {
    for (const seq of [1, 2, 3]) current().say(event(seq));
    await reconnect();
    current().say({ ...joined(2), active_run_id: 'run-1' });
    current().say(event(4));
    expect(lost).toEqual([]);
    expect(taken).toEqual([1, 2, 3, 4]);
  });

  it('accepts any first event when told so', () => {
    chat.open('u', 0, true);
    current().say(event(17, 'run-1', 'u'));
    current().say(event(18, 'run-1', 'u'));
    expect(taken).toEqual([17, 18]);
  });

  it('passes over what is no frame, and threads that are not open', () => {
    current().listener.received('not json');
    current().say({ hello: 1 });
    current().say(event(1, 'run-1', 'elsewhere'));
    expect(taken).toEqual([]);
  });
});

describe('runs', () => {
  const input = { threadId: 't', runId: 'run-1' };

  it('says a run asked for while offline as soon as there is a connection', async () => {
    chat.run(input);
    await connect();
    expect(current().sent).toEqual([{ type: 'run', input }]);
  });

  it('does not take the follow-up of its own run for an answer to a join', async () => {
    await connect();
    chat.run(input);
    current().say(joined(0));
    current().say(event(1));
    expect(current().sent).toEqual([{ type: 'run', input }]);
    expect(taken).toEqual([1]);
  });

  it('says a run again only when the replay shows that it never arrived', async () => {
    await connect();
    chat.open('t', 3);
    current().say(joined(3));
    chat.run(input);
    await reconnect();
    current().say(joined(5));
    expect(current().sent.filter((it) => it.type === 'run')).toEqual([]);
    current().say(event(4, 'run-0'));
    current().say(event(5, 'run-0'));
    expect(current().sent.filter((it) => it.type === 'run')).toEqual([{ type: 'run', input }]);
  });

  it('does not say a run again that the replay shows', async () => {
    await connect();
    chat.open('t', 3);
    chat.run(input);
    await reconnect();
    current().say(joined(4));
    current().say(event(4));
    await reconnect();
    current().say(joined(4));
    expect(current().sent.filter((it) => it.type === 'run')).toEqual([]);
  });

  it('forgets a run that was refused or cancelled', async () => {
    await connect();
    chat.run(input);
    current().say({ type: 'error', code: 'rate_limited', message: '太快了', runId: 'run-1' });
    chat.run({ threadId: 't', runId: 'run-2' });
    chat.cancel('run-2');
    await reconnect();
    expect(current().sent.filter((it) => it.type === 'run')).toEqual([]);
    expect(errors).toEqual(['rate_limited']);
  });
});

describe('stopping a run', () => {
  it('is said as soon as there is a connection', async () => {
    chat.cancel('run-1');
    await connect();
    expect(current().sent).toEqual([{ type: 'cancel', runId: 'run-1' }]);
    await reconnect();
    expect(current().sent).toEqual([]);
  });
});

describe('backoffDelay', () => {
  it('stays between half and the whole of a doubling time, up to twenty seconds', () => {
    expect([1, 2, 3, 20].map((attempt) => [backoffDelay(attempt, 0), backoffDelay(attempt, 0.999)])).toEqual([
      [250, 500],
      [500, 1000],
      [1000, 1999],
      [10_000, 19_990],
    ]);
  });
});
