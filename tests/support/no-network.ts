import { Socket } from 'node:net';

/** Any connection a test opens to a machine other than this one is a fault of the test: it is refused by name. */
const connect = Socket.prototype.connect as (...args: unknown[]) => Socket;
const LOCAL = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);

Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  const host = typeof first === 'object' && first !== null ? (first as { host?: string }).host : args[1];
  if (typeof host === 'string' && !LOCAL.has(host)) throw new Error(`A test tried to reach ${host}`);
  return connect.apply(this, args);
};
