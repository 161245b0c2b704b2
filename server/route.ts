import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Permission } from '../kernel/contracts/identity.ts';
import type { Scope } from '../domain/scope.ts';

/** What a handler works with: the unit of work of the person who asks, and the raw exchange for streams and files. */
export interface RouteContext {
  readonly scope: Scope;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Who may call a route: everybody, whoever is signed in, or holders of one permission. */
export type RouteAccess = 'public' | 'signed_in' | Permission;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * One route as data: the server checks access, then validates, then calls `handle`, then answers. The table of all
 * routes is what the OpenAPI page and the permission test are made from.
 */
export interface RouteDefinition<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Full path with `:name` parameters. */
  readonly url: string;
  readonly access: RouteAccess;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Shape of the answer; left out where the handler writes to `reply` itself. */
  readonly response?: z.ZodType;
  /** Status of a good answer; 200 by default, 204 when the handler answers nothing. */
  readonly status?: number;
  /** Largest body in bytes, where it differs from the server's. */
  readonly bodyLimit?: number;
  /** The body arrives as the bytes that were sent, whatever the content type says. */
  readonly rawBody?: boolean;
  /** Calls per minute and person (or address), where it differs from the server's; `false`: only refused calls count. */
  readonly rateLimit?: number | false;
  /**
   * Checks what a public route knows its callers by, before the body is read; the parameters are not validated yet. What it
   * throws is answered, and counts as a refused call of the address.
   */
  readonly admit?: (request: FastifyRequest) => void;
  readonly handle: (
    context: RouteContext,
    input: { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> },
  ) => Promise<unknown>;
}

/** Keeps the types of a route's parts together; at run time it is the identity. */
export function defineRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(route: RouteDefinition<P, Q, B>): RouteDefinition {
  return route as unknown as RouteDefinition;
}
