/** How the server's part of a request ended. `client_left` means the client closed first. */
export type RequestEnd = 'answered' | 'refused' | 'cut' | 'client_left' | 'unscripted';

/** One request as the server saw it. */
export interface LedgerEntry {
  readonly method: string;
  readonly path: string;
  /** Header values; those that carry a key are replaced by `***`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the request bore the key the server was started with; true when it was started without one. */
  readonly authorized: boolean;
  /** The parsed JSON body, `undefined` when it was none. */
  readonly body: ChatBody | undefined;
  /** Settles when the request is over. */
  readonly ended: Promise<RequestEnd>;
}

/** The fields of a chat request that tests look at. */
export interface ChatBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly messages?: readonly WireMessage[];
  readonly tools?: readonly { readonly function: { readonly name: string; readonly parameters?: unknown } }[];
  readonly [field: string]: unknown;
}

export interface WireMessage {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
  readonly tool_call_id?: string;
}

const SECRET_HEADERS = new Set(['authorization', 'api-key', 'x-api-key', 'cookie']);

/** Headers for the ledger: names stay, keys do not. */
export function withoutKeys(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? '***' : String(value)]),
  );
}
