import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from '@fastify/websocket';
import { forkEm } from '../../db/orm.ts';
import { mayFollow } from '../../domain/chat/conversations.ts';
import { requestCancel } from '../../domain/chat/run-lease.ts';
import { actorOf, loadUser } from '../../domain/identity/load-actor.ts';
import { redeemWsTicket } from '../../domain/identity/ws-tickets.ts';
import { identityError } from '../../domain/identity/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { AssistantRuns } from '../../graphs/assistant/assistant-runs.ts';
import { requirePermission, type Actor } from '../../kernel/actor.ts';
import { ClientFrame, type ControlFrame, type ServerFrame } from '../../kernel/contracts/chat.ts';
import { toAppError } from '../../kernel/errors.ts';
import { frameLimit } from '../chat/frame-limit.ts';
import { readRunInput } from '../chat/read-run-input.ts';
import { ThreadFeed } from '../chat/thread-feed.ts';
import { serverError } from '../errors.ts';
import { localeOf } from '../locale-of.ts';
import type { ServiceParts } from '../parts.ts';

const PING_MS = 25_000;
/** RFC 6455 close codes: policy violation, going away. */
const CLOSE_POLICY = 1008;
const MOST_THREADS = 50;

/** `/ws/chat?ticket=…`: the main way to talk to the assistant. */
export function registerChatSocket(app: FastifyInstance, parts: ServiceParts, runs: AssistantRuns): void {
  app.get('/ws/chat', { websocket: true, schema: { hide: true } }, (socket, request) => {
    const connection = new ChatConnection(socket, request, parts, runs);
    connection.open().catch((thrown: unknown) => connection.refuse(thrown));
  });
}

/** One open socket: who it belongs to, the threads it follows, and the manners it has to keep. */
class ChatConnection {
  readonly #socket: WebSocket;
  readonly #request: FastifyRequest;
  readonly #parts: ServiceParts;
  readonly #runs: AssistantRuns;
  readonly #feeds = new Map<string, ThreadFeed>();
  readonly #early: string[] = [];
  #actor: Actor | undefined;
  #alive = true;

  constructor(socket: WebSocket, request: FastifyRequest, parts: ServiceParts, runs: AssistantRuns) {
    this.#socket = socket;
    this.#request = request;
    this.#parts = parts;
    this.#runs = runs;
    // Frames may arrive before the ticket is checked: they wait, they are not lost.
    socket.on('message', (data: Buffer) => this.#receive(data.toString('utf8')));
    socket.on('error', () => socket.terminate());
  }

  async open(): Promise<void> {
    refuseForeignOrigin(this.#request, this.#parts.config.allowedOrigins);
    const actor = await this.#signIn();
    this.#actor = actor;
    const limit = frameLimit(this.#parts.clock);
    this.#allow = () => limit.take();
    this.#parts.metrics.sockets.inc();
    void this.#parts.presence.touch(actor.userId);
    const ping = setInterval(() => this.#ping(actor), PING_MS);
    this.#socket.on('pong', () => {
      this.#alive = true;
    });
    this.#socket.on('close', () => this.#closed(ping, actor));
    if (this.#socket.readyState !== this.#socket.OPEN) this.#closed(ping, actor);
    this.#control({ type: 'hello', user_id: actor.userId });
    for (const text of this.#early.splice(0)) this.#receive(text);
  }

  /** Says why and closes. */
  refuse(thrown: unknown): void {
    const error = toAppError(thrown);
    this.#control({ type: 'error', code: error.code, message: error.sentence(localeOf(this.#request)) });
    this.#socket.close(CLOSE_POLICY, error.code);
  }

  #allow: () => boolean = () => true;

  async #signIn(): Promise<Actor> {
    const scope = { em: forkEm(this.#parts.orm), clock: this.#parts.clock };
    const { ticket } = this.#request.query as { ticket?: string };
    const redeemed = await redeemWsTicket(scope, ticket ?? '');
    const user = await loadUser(scope.em, redeemed.userId);
    if (!user) throw identityError('identity.ticket_invalid');
    const actor = actorOf(user, {
      locale: redeemed.locale,
      ip: this.#request.ip,
      ...(redeemed.permissions ? { only: redeemed.permissions } : {}),
    });
    requirePermission(actor, 'chat.use');
    return actor;
  }

  #receive(text: string): void {
    if (!this.#actor) {
      if (this.#early.length < 10) this.#early.push(text);
      return;
    }
    if (!this.#allow()) {
      this.refuse(serverError('server.flooding'));
      return;
    }
    const frame = parseFrame(text);
    const work = frame
      ? this.#handle(frame)
      : Promise.reject(
          serverError('server.bad_frame', { details: { problems: 'type: run | join | leave | cancel | ping' } }),
        );
    work.catch((thrown: unknown) => this.#tell(thrown, frame));
  }

  async #handle(frame: ClientFrame): Promise<void> {
    const actor = this.#actor as Actor;
    switch (frame.type) {
      case 'ping':
        this.#control({ type: 'pong' });
        return;
      case 'join':
        await this.#join(frame.threadId, frame.after_seq);
        return;
      case 'leave':
        this.#feeds.get(frame.threadId)?.close();
        this.#feeds.delete(frame.threadId);
        return;
      case 'cancel':
        await requestCancel(this.#scope(), frame.runId);
        return;
      case 'run': {
        const order = readRunInput(frame.input);
        if (!this.#feeds.has(order.threadId)) await this.#join(order.threadId, undefined);
        await this.#runs.start(actor, order);
      }
    }
  }

  /** Follows a thread from a place; without one, from where it is now. */
  async #join(threadId: string, afterSeq: number | undefined): Promise<void> {
    if (this.#feeds.size >= MOST_THREADS && !this.#feeds.has(threadId)) throw serverError('server.flooding');
    const actor = this.#actor as Actor;
    const thread = await mayFollow(this.#scope(), threadId);
    this.#feeds.get(threadId)?.close();
    const feed = new ThreadFeed(
      {
        bus: this.#parts.bus,
        scope: () => this.#scope(),
        flush: (runId) => this.#runs.flush(runId),
        onError: (error) => this.#parts.logger.warn({ error }, 'A reader could not be brought up to date'),
      },
      { write: (sent) => this.#frame(sent), buffered: () => this.#socket.bufferedAmount },
      { id: threadId, userId: actor.userId, afterSeq: afterSeq ?? thread?.lastSeq ?? 0 },
    );
    this.#feeds.set(threadId, feed);
    this.#control({
      type: 'joined',
      threadId,
      last_seq: thread?.lastSeq ?? 0,
      active_run_id: thread?.activeRunId ?? null,
    });
    await feed.catchUp(thread?.activeRunId ?? null);
  }

  #tell(thrown: unknown, frame: ClientFrame | undefined): void {
    const error = toAppError(thrown);
    if (error.kind === 'bug') this.#parts.logger.error({ error: thrown }, 'A socket frame failed');
    const run = frame?.type === 'run' ? { threadId: frame.input.threadId, runId: frame.input.runId } : {};
    this.#control({
      type: 'error',
      code: error.code,
      message: error.sentence(this.#actor?.locale ?? 'zh'),
      ...(frame?.type === 'join' ? { threadId: frame.threadId } : {}),
      ...run,
    });
  }

  #scope(): Scope {
    return {
      em: forkEm(this.#parts.orm),
      clock: this.#parts.clock,
      actor: this.#actor as Actor,
      events: this.#parts.bus,
      jobs: this.#parts.engine,
    };
  }

  #frame(frame: ServerFrame): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #control(frame: ControlFrame): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #ping(actor: Actor): void {
    if (!this.#alive) {
      this.#socket.terminate();
      return;
    }
    this.#alive = false;
    this.#socket.ping();
    void this.#parts.presence.touch(actor.userId);
  }

  #closed(ping: NodeJS.Timeout, actor: Actor): void {
    clearInterval(ping);
    for (const feed of this.#feeds.values()) feed.close();
    if (this.#feeds.size >= 0 && this.#actor) this.#parts.metrics.sockets.dec();
    this.#actor = undefined;
    void this.#parts.presence.leave(actor.userId);
  }
}

function parseFrame(text: string): ClientFrame | undefined {
  try {
    const parsed = ClientFrame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** A page of another site must not open a socket with a ticket it got hold of. Programs send no Origin. */
function refuseForeignOrigin(request: FastifyRequest, allowed: readonly string[]): void {
  const { origin, host } = request.headers;
  if (!origin || allowed.includes(origin)) return;
  try {
    if (new URL(origin).host === host) return;
  } catch {
    // An origin that is no address is foreign.
  }
  throw serverError('server.bad_origin');
}
