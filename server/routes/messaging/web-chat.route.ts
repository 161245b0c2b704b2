import { z } from 'zod';
import { forkEm } from '../../../db/orm.ts';
import { listLines } from '../../../domain/messaging/web-chat/list-lines.ts';
import { openVisitor } from '../../../domain/messaging/web-chat/open-visitor.ts';
import { postLine } from '../../../domain/messaging/web-chat/post-line.ts';
import { readSite, saveSite } from '../../../domain/messaging/web-chat/site.ts';
import { visitorToken } from '../../../domain/messaging/web-chat/visitor-token.ts';
import {
  LineList,
  LineQuery,
  OpenVisitor,
  PostLine,
  SaveWebChatSite,
  VisitorOpened,
  WebChatLineView,
  WebChatSiteView,
} from '../../../kernel/contracts/web-chat.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { admitPage, admitVisitor, corsOf } from '../../web-chat/admit-visitor.ts';
import { VisitorStream } from '../../web-chat/visitor-stream.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

const place = '/api/v1/webchat/:key';
const Key = z.object({ key: z.string().min(1).max(200) });
/** Browsers that open a stream can send no headers. */
const Token = z.object({ token: z.string().max(200).optional() });
/** New windows from one address a minute. */
const WINDOWS_PER_MINUTE = 30;

type Parts = Pick<ServiceParts, 'channels' | 'jwtSecret' | 'bus' | 'orm'>;

/** The chat window on own sites: visitors without an account of ours, held by a token, the site's origins and a pace. */
export function webChatRoutes(parts: Parts): RouteDefinition[] {
  return [
    defineRoute({
      method: 'POST',
      url: `${place}/visitors`,
      access: 'public',
      summary: '网页聊天：访客打开窗口',
      tag: MESSAGING_TAG,
      params: Key,
      body: OpenVisitor,
      response: VisitorOpened,
      status: 201,
      rateLimit: WINDOWS_PER_MINUTE,
      handle: async ({ scope, request, reply }, { params, body }) => {
        const site = await admitPage(scope, { request, reply }, params.key);
        const visitor_id = await openVisitor(scope, { account_id: site.account_id, name: body.name });
        const token = visitorToken(parts.jwtSecret, site.account_id, visitor_id);
        return { visitor_id, token, title: site.title, greeting: site.greeting };
      },
    }),
    defineRoute({
      method: 'GET',
      url: `${place}/messages`,
      access: 'public',
      summary: '网页聊天：聊天记录',
      tag: MESSAGING_TAG,
      params: Key,
      query: LineQuery,
      response: LineList,
      handle: async ({ scope, request, reply }, { params, query }) => {
        const site = await admitPage(scope, { request, reply }, params.key);
        const visitor_id = admitVisitor(request, parts.jwtSecret, site);
        return await listLines(scope, { visitor_id, after: query.after });
      },
    }),
    defineRoute({
      method: 'POST',
      url: `${place}/messages`,
      access: 'public',
      summary: '网页聊天：访客发言',
      tag: MESSAGING_TAG,
      params: Key,
      body: PostLine,
      response: WebChatLineView,
      status: 201,
      handle: async ({ scope, request, reply }, { params, body }) => {
        const site = await admitPage(scope, { request, reply }, params.key);
        const visitor_id = admitVisitor(request, parts.jwtSecret, site);
        const within = { ...scope, channels: parts.channels };
        return await postLine(within, { ...body, account_id: site.account_id, visitor_id });
      },
    }),
    streamRoute(parts),
    ...siteRoutes(),
  ];
}

/** New lines as they come, and first those a window missed. */
function streamRoute(parts: Parts): RouteDefinition {
  return defineRoute({
    method: 'GET',
    url: `${place}/events`,
    access: 'public',
    summary: '网页聊天：实时消息（SSE）',
    tag: MESSAGING_TAG,
    params: Key,
    query: LineQuery.extend(Token.shape),
    handle: async ({ scope, request, reply }, { params, query }) => {
      const site = await admitPage(scope, { request, reply }, params.key);
      const visitor_id = admitVisitor(request, parts.jwtSecret, site);
      const seen = Number(request.headers['last-event-id'] ?? query.after ?? 0);
      const read = async (after: number): Promise<LineList> =>
        await listLines({ em: forkEm(parts.orm) }, { visitor_id, after });
      const stream = new VisitorStream(reply.raw, Number.isSafeInteger(seen) && seen > 0 ? seen : 0, read);
      const stop = parts.bus.subscribe('web_chat.line', ({ visitorId }) => {
        if (visitorId === visitor_id) stream.pump();
      });
      reply.hijack();
      try {
        stream.begin(corsOf(request, site.origins));
        await stream.ended;
      } finally {
        stop();
      }
    },
  });
}

/** What colleagues set: the sites a window may open on, and its words. */
function siteRoutes(): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url: `${base}/accounts/:id/web-chat`,
      access: 'messaging.configure',
      summary: '网页聊天窗口的设置',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: WebChatSiteView,
      handle: async ({ scope }, { params }) => await readSite(scope, params.id),
    }),
    defineRoute({
      method: 'PUT',
      url: `${base}/accounts/:id/web-chat`,
      access: 'messaging.configure',
      summary: '修改网页聊天窗口的设置',
      tag: MESSAGING_TAG,
      params: IdParams,
      body: SaveWebChatSite,
      response: WebChatSiteView,
      handle: async ({ scope }, { params, body }) => await saveSite(scope, { ...body, account_id: params.id }),
    }),
  ];
}
