import { z } from 'zod';

/** Where something goes. WorkTool finds people and groups by `name`, GeWe by `id`; both are kept. */
export const Recipient = z.strictObject({
  kind: z.enum(['person', 'group']),
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
});
export type Recipient = z.infer<typeof Recipient>;

/** A member mentioned in a group; `everyone` is the channel's own word for all. */
export const Mention = z.union([
  z.literal('everyone'),
  z.strictObject({ id: z.string().min(1).max(200), name: z.string().min(1).max(200) }),
]);
export type Mention = z.infer<typeof Mention>;

const to = Recipient;
const fileUrl = z.url({ protocol: /^https?$/ }).max(2000);

/** Everything that can leave for a channel. Adding a kind: here, `carries` of the channels, the conformance suite. */
export const Outbound = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    to,
    text: z.string().min(1).max(10_000),
    mentions: z.array(Mention).max(50).default([]),
  }),
  z.strictObject({ kind: z.literal('image'), to, url: fileUrl, name: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('file'), to, url: fileUrl, name: z.string().min(1).max(200) }),
  z.strictObject({
    kind: z.literal('link'),
    to,
    url: fileUrl,
    title: z.string().min(1).max(200),
    description: z.string().max(500).default(''),
    thumbnail: fileUrl.nullable().default(null),
  }),
  /** A post for many eyes (WeChat Moments). `visible_to` / `hidden_from` are contact ids; both empty: all contacts. */
  z.strictObject({
    kind: z.literal('moment'),
    text: z.string().max(2000),
    images: z.array(fileUrl).max(9).default([]),
    link: z
      .strictObject({ url: fileUrl, title: z.string().min(1).max(200) })
      .nullable()
      .default(null),
    visible_to: z.array(z.string().min(1)).max(1000).default([]),
    hidden_from: z.array(z.string().min(1)).max(1000).default([]),
  }),
  /** Labels by their words; what is not named stays as it is. */
  z.strictObject({
    kind: z.literal('labels'),
    to,
    add: z.array(z.string().min(1).max(60)).max(20).default([]),
    remove: z.array(z.string().min(1).max(60)).max(20).default([]),
  }),
  z.strictObject({ kind: z.literal('remark'), to, remark: z.string().min(1).max(60) }),
]);
export type Outbound = z.infer<typeof Outbound>;
export type OutboundKind = Outbound['kind'];

/** Kinds a customer sees. The rest changes only what the account itself keeps. */
export const SEEN_BY_CUSTOMERS = ['text', 'image', 'file', 'link', 'moment'] as const satisfies readonly OutboundKind[];

/** A command's particulars without its address, which the conversation gives. */
export type OutboundContent = WithoutAddress<Outbound>;
type WithoutAddress<T> = T extends unknown ? Omit<T, 'to'> : never;

/** What a reader of it sees as text; empty where there is none. */
export function textOf(command: Outbound): string {
  if (command.kind === 'text' || command.kind === 'moment') return command.text;
  if (command.kind === 'link') return [command.title, command.description].filter(Boolean).join('\n');
  return command.kind === 'image' || command.kind === 'file' ? command.name : '';
}
