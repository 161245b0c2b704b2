/** Where the words of a turn go while they come. */
export interface TokenSink {
  push(text: string): void;
  /** Takes back everything shown since the last withdrawal, if anything was. */
  withdraw(): void;
}

/** Remembers whether words were shown, so that `onReset` is called only when there is something to take back. */
export function createTokenSink(onToken: (text: string) => void, onReset: () => void): TokenSink {
  let shown = false;
  return {
    push(text) {
      if (text === '') return;
      shown = true;
      onToken(text);
    },
    withdraw() {
      if (!shown) return;
      shown = false;
      onReset();
    },
  };
}
