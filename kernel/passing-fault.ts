/**
 * Codes of PostgreSQL and of the network that pass by themselves: shutdown, lost connection, too many connections,
 * serialisation, deadlock, lock not available, a session ended for standing still (PostgreSQL appendix A; errno of libuv).
 */
const PASSING =
  /^(57P0\d|25P0[34]|08\w{3}|53\d{3}|40001|40P01|55P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;
/** What `pg` says without a code when its connection breaks. */
const BROKEN =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;
const DEEPEST = 5;

/** Whether the fault, or what caused it, is over in a moment: trying again later may well succeed. */
export function isPassingFault(thrown: unknown): boolean {
  let current = thrown;
  for (let depth = 0; depth < DEEPEST && current instanceof Error; depth += 1) {
    const code: unknown = Reflect.get(current, 'code');
    if ((typeof code === 'string' && PASSING.test(code)) || BROKEN.test(current.message)) return true;
    current = current.cause;
  }
  return false;
}
