/** What a simulated vendor saw and did, in order. */
export type LedgerEntry = LedgerStamp &
  (
    | {
        readonly kind: 'call';
        readonly account: string;
        readonly path: string;
        readonly body: unknown;
        /** How it ended: `hung` and `cut` were carried out without an answer, `lost` was never carried out. */
        fate: 'answered' | 'hung' | 'cut' | 'lost';
        status: number | null;
        answer: unknown;
      }
    | {
        /** What the customer, or whoever looks at the account, would see. */
        readonly kind: 'delivery';
        readonly account: string;
        readonly to: string;
        readonly what: string;
        readonly text: string;
        readonly vendor_id: string;
        readonly details: Readonly<Record<string, unknown>>;
      }
    | {
        readonly kind: 'callback';
        readonly account: string;
        readonly purpose: string;
        readonly body: string;
        /** `null` until it was answered, and when it never was. */
        status: number | null;
        answer: string | null;
      }
    | {
        readonly kind: 'said';
        readonly account: string;
        readonly from: string;
        readonly to: string;
        readonly text: string;
      }
  );

interface LedgerStamp {
  readonly seq: number;
  readonly at: string;
}

type Unstamped<T> = T extends LedgerStamp ? Omit<T, keyof LedgerStamp> : never;
export type Kind = LedgerEntry['kind'];
export type EntryOf<K extends Kind> = Extract<LedgerEntry, { kind: K }>;

/** Entries are only ever added; a call and a callback get their ending when it comes. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  add<K extends Kind>(entry: Unstamped<EntryOf<K>>): EntryOf<K> {
    const stamp: LedgerStamp = { seq: this.entries.length + 1, at: this.#now().toISOString() };
    const stamped = { ...stamp, ...entry } as unknown as EntryOf<K>;
    this.entries.push(stamped);
    return stamped;
  }

  of<K extends Kind>(kind: K, account?: string): EntryOf<K>[] {
    return this.entries.filter(
      (one): one is EntryOf<K> => one.kind === kind && (account === undefined || one.account === account),
    );
  }
}
