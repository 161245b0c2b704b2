/**
 * Reads a stream until it ends or `signal` is aborted, whichever is first; then it throws the signal's reason at once,
 * even when the stream does not react. What is left of the stream is told to close and not waited for.
 */
export async function* untilAborted<T>(
  open: () => Promise<AsyncIterable<T>>,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  // It may be aborted after the last read, when nobody listens any more.
  aborted.catch(() => undefined);
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  let iterator: AsyncIterator<T> | undefined;
  try {
    iterator = (await Promise.race([open(), aborted]))[Symbol.asyncIterator]();
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted]);
      if (step.done) return;
      yield step.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    iterator?.return?.()?.catch(() => undefined);
  }
}
