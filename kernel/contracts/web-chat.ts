import { z } from 'zod';
import { DIRECTIONS } from './messaging.ts';

/** What a line of the chat window can be. Visitors write texts. */
export const WEB_CHAT_KINDS = ['text', 'image', 'file', 'link'] as const;

const origin = z
  .url({ protocol: /^https?$/ })
  .max(200)
  .transform((address) => new URL(address).origin);

export const WebChatSiteView = z.object({
  account_id: z.uuid(),
  /** The public key that stands in the page's code. */
  key: z.string(),
  origins: z.array(z.string()),
  title: z.string(),
  greeting: z.string(),
  version: z.int(),
});
export type WebChatSiteView = z.infer<typeof WebChatSiteView>;
export const SaveWebChatSite = z.strictObject({
  origins: z.array(origin).max(50),
  title: z.string().trim().min(1).max(60),
  greeting: z.string().trim().max(300),
  /** 0 for the first time. */
  version: z.int().min(0),
});
export type SaveWebChatSite = z.infer<typeof SaveWebChatSite>;

export const OpenVisitor = z.strictObject({ name: z.string().trim().max(60).default('') });
export const VisitorOpened = z.object({
  visitor_id: z.uuid(),
  /** Kept by the window; whoever holds it is this visitor. */
  token: z.string(),
  title: z.string(),
  greeting: z.string(),
});
export type VisitorOpened = z.infer<typeof VisitorOpened>;

export const PostLine = z.strictObject({
  id: z.string().regex(/^[\w.:-]{1,60}$/),
  text: z.string().trim().min(1).max(5000),
});
export type PostLine = z.infer<typeof PostLine>;

export const WebChatLineView = z.object({
  seq: z.int(),
  id: z.uuid(),
  direction: z.enum(DIRECTIONS),
  client_id: z.string().nullable(),
  kind: z.enum(WEB_CHAT_KINDS),
  text: z.string(),
  url: z.string().nullable(),
  at: z.iso.datetime(),
});
export type WebChatLineView = z.infer<typeof WebChatLineView>;
/** `after`: only what is newer, the oldest first; without it the newest lines. */
export const LineQuery = z.object({ after: z.coerce.number().int().min(0).optional() });
export const LineList = z.object({ items: z.array(WebChatLineView), last_seq: z.int() });
export type LineList = z.infer<typeof LineList>;
