import type { DocumentFields, DocumentFormat } from '../../kernel/contracts/knowledge.ts';

/** A piece of a document in reading order. Pages count from 1 where the format has them. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly page?: number }
  | { readonly kind: 'text'; readonly text: string; readonly page?: number }
  /** One record of a table, with its columns' names. */
  | { readonly kind: 'row'; readonly text: string; readonly page?: number }
  /** A question with its answer; `also` are other wordings of the question. */
  | {
      readonly kind: 'pair';
      readonly question: string;
      readonly answer: string;
      readonly also: readonly string[];
      readonly group: string | null;
    };

/** What a file holds. */
export interface ParsedFile {
  readonly format: DocumentFormat;
  /** Its own title, where it has one. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  /** What a Markdown file says about itself in front. */
  readonly fields: DocumentFields;
  /** For the person: what was left out or looked odd. */
  readonly warnings: readonly string[];
}

/** A file as it came in. The name decides nothing that the bytes contradict. */
export interface FileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}
