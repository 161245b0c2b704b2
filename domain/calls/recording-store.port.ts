/** A recording on its way into our own keeping. */
export interface IncomingRecording {
  readonly task_id: string;
  readonly file_name: string;
  readonly content_type: string;
  /** The bytes as they come. Throws when the line breaks: then nothing may be kept. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface KeptRecording {
  /** Where it is kept, in the words of the store. */
  readonly key: string;
  readonly size: number;
}

/** Where recordings are kept: the dialer's links expire. Owned here, given at composition. */
export interface RecordingStore {
  /** Keeps a recording whole or not at all; the same task twice replaces the first. */
  keep(recording: IncomingRecording): Promise<KeptRecording>;
}
