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
import { accessError, requirePermission, type Actor } from '../../kernel/actor.ts';
import { ClientFrame, type ControlFrame, type ServerFrame } from '../../kernel/contracts/chat.ts';
import type { LiveRoom } from '../../kernel/contracts/live.ts';
import { toAppError } from '../../kernel/errors.ts';
import { frameLimit } from '../chat/frame-limit.ts';
import { readRunInput } from '../chat/read-run-input.ts';
import { ThreadFeed } from '../chat/thread-feed.ts';
import { serverError } from '../errors.ts';
import { LiveFeed } from '../live/live-feed.ts';
import { localeOf } from '../locale-of.ts';
import type { ServiceParts } from '../parts.ts';
import { refuseForeignOrigin } from '../refuse-foreign-origin.ts';

const PING_MS = 25_000;
/** RFC 6455 close codes: policy violation, going away. */
const CLOSE_POLICY = 1008;
const MOST_THREADS = 50;
/** Frames that may wait for the ticket to be checked. */
const MOST_EARLY = 10;

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
  #live: LiveFeed | undefined;
  #actor: Actor | undefined;
  #epoch = 0;
  #alive = true;
  #refused = false;
  /** Frames are taken one after the other: a question that follows a join must not overtake it. */
  #turn: Promise<void> = Promise.resolve();

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
    const stopListening = this.#parts.bus.subscribe('identity.user_changed', ({ id }) => {
      if (id === actor.userId) this.#admit(actor).catch((thrown: unknown) => this.#tell(thrown, undefined));
    });
    const closed = (): void => {
      clearInterval(ping);
      stopListening();
      this.#closed(actor);
    };
    this.#socket.on('close', closed);
    if (this.#socket.readyState !== this.#socket.OPEN) closed();
    this.#control({ type: 'hello', user_id: actor.userId });
    for (const text of this.#early.splice(0)) this.#receive(text);
  }

  /** Says why and closes. */
  refuse(thrown: unknown): void {
    const error = toAppError(thrown);
    const locale = this.#actor?.locale ?? localeOf(this.#request);
    this.#refused = true;
    this.#control({ type: 'error', code: error.code, message: error.sentence(locale) });
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
    this.#epoch = user.session_epoch;
    return actor;
  }

  /** Closes the socket of a person who was locked or whose rights or password changed since they came. */
  async #admit(actor: Actor): Promise<boolean> {
    if (this.#refused) return false;
    const user = await loadUser(forkEm(this.#parts.orm), actor.userId);
    if (user?.session_epoch === this.#epoch) return true;
    if (!this.#refused) this.refuse(accessError('access.token_invalid'));
    return false;
  }

  #receive(text: string): void {
    if (this.#refused) return;
    const actor = this.#actor;
    if (!(actor ? this.#allow() : this.#early.length < MOST_EARLY)) {
      this.refuse(serverError('server.flooding'));
      return;
    }
    if (!actor) {
      this.#early.push(text);
      return;
    }
    const frame = parseFrame(text);
    if (frame?.type === 'ping') this.#control({ type: 'pong' });
    else
      this.#turn = this.#turn
        .then(() => this.#handle(actor, frame))
        .catch((thrown: unknown) => this.#tell(thrown, frame));
  }

  async #handle(actor: Actor, frame: Exclude<ClientFrame, { type: 'ping' }> | undefined): Promise<void> {
    if (!frame)
      throw serverError('server.bad_frame', {
        details: { problems: 'type: run | join | leave | cancel | watch | ping' },
      });
    if (!(await this.#admit(actor))) return;
    switch (frame.type) {
      case 'join':
        await this.#join(actor, frame.threadId, frame.after_seq);
        return;
      case 'leave':
        this.#feeds.get(frame.threadId)?.close();
        this.#feeds.delete(frame.threadId);
        return;
      case 'cancel':
        await requestCancel(this.#scope(actor), frame.runId);
        return;
      case 'watch':
        this.#watch(actor, frame.rooms);
        return;
      case 'run': {
        const order = readRunInput(frame.input);
        if (!this.#feeds.has(order.threadId)) await this.#join(actor, order.threadId, undefined);
        await this.#runs.start(actor, order);
      }
    }
  }

  /** Hears of what happens in these rooms, as far as the person may see it. */
  #watch(actor: Actor, rooms: readonly LiveRoom[]): void {
    if (!this.#actor) return;
    this.#live ??= new LiveFeed(
      {
        bus: this.#parts.bus,
        scope: () => this.#scope(actor),
        onError: (error) => this.#parts.logger.warn({ error }, 'A socket could not be told what happened'),
      },
      { write: (frame) => this.#control(frame), buffered: () => this.#socket.bufferedAmount },
      actor,
    );
    this.#control({ type: 'watching', rooms: this.#live.watch(rooms) });
  }

  /** Follows a thread from a place; without one, from where it is now. */
  async #join(actor: Actor, threadId: string, afterSeq: number | undefined): Promise<void> {
    if (this.#feeds.size >= MOST_THREADS && !this.#feeds.has(threadId)) throw serverError('server.flooding');
    const thread = await mayFollow(this.#scope(actor), threadId);
    // A feed that is made after the socket was closed would listen for ever.
    if (!this.#actor) return;
    this.#feeds.get(threadId)?.close();
    const feed = new ThreadFeed(
      {
        bus: this.#parts.bus,
        scope: () => ({ em: forkEm(this.#parts.orm) }),
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
    // Not waited for: a reader who takes long must still be able to ask and to stop.
    void feed.catchUp(thread?.activeRunId ?? null);
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

  #scope(actor: Actor): Scope {
    return {
      em: forkEm(this.#parts.orm),
      clock: this.#parts.clock,
      actor,
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

  #closed(actor: Actor): void {
    for (const feed of this.#feeds.values()) feed.close();
    this.#live?.close();
    if (this.#actor) this.#parts.metrics.sockets.dec();
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
