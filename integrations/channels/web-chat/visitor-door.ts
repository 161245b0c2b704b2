import type { Outbound } from '../../../domain/messaging/outbound.ts';

export type VisitorMessage = Extract<Outbound, { kind: 'text' | 'image' | 'file' | 'link' }>;

/** How words reach a visitor of a site: kept for the visitor first, then shown in the open window, if there is one. */
export interface VisitorDoor {
  /**
   * Keeps a message for the visitor; `no_such_visitor` when the site or the visitor is not known. Whatever it throws leaves
   * open whether the message was kept.
   */
  deliver(site: string, visitor: string, message: VisitorMessage): Promise<KeptMessage | 'no_such_visitor'>;
  /** The message as it was kept between these moments, or `null` when there is none. */
  find(site: string, visitor: string, message: VisitorMessage, from: Date, to: Date): Promise<KeptMessage | null>;
  /** Whether the site is open. */
  isOpen(site: string): Promise<boolean>;
}

export interface KeptMessage {
  readonly id: string;
  readonly at: Date;
}
