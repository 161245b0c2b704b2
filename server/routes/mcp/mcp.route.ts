import type { FastifyReply, FastifyRequest } from 'fastify';
import { OUTSIDE_ASSISTANT } from '../../../agents/outside-assistant.ts';
import type { Assistant } from '../../assistant/compose-assistant.ts';
import { answerMcp, rpcError } from '../../mcp/answer-mcp.ts';
import type { ServiceParts } from '../../parts.ts';
import { refuseRebinding } from '../../refuse-foreign-origin.ts';
import { defineRoute, type RouteContext } from '../../route.ts';

const url = '/api/v1/mcp';
const tag = 'MCP';
/** A document of 20,000 characters as escaped JSON, and room for the rest of the call. */
const BODY_LIMIT = 262_144;
/** «Method not allowed» in the range JSON-RPC leaves to servers, as other MCP servers answer it. */
const NOT_ALLOWED = -32_000;

/**
 * The Model Context Protocol over Streamable HTTP (2025-11-25 and what came before it), without sessions: other
 * assistants use the tools here in the name of the person whose token they hold.
 */
export function mcpRoutes(parts: ServiceParts, assistant: Pick<Assistant, 'toolsOutside' | 'scopeOf'>) {
  const refuse = async ({ request, reply }: RouteContext): Promise<void> => {
    refuseRebinding(request, parts.config.allowedOrigins);
    await pass(rpcError(405, NOT_ALLOWED, '这里不保留会话，只接受 POST。', { allow: 'POST' }), reply);
  };
  return [
    defineRoute({
      method: 'POST',
      url,
      access: 'signed_in',
      summary: 'MCP：供别的智能助手调用工具（Streamable HTTP，无会话）',
      tag,
      rawBody: true,
      bodyLimit: BODY_LIMIT,
      rateLimit: 300,
      handle: async ({ scope, request, reply }) => {
        refuseRebinding(request, parts.config.allowedOrigins);
        const { actor } = scope;
        const door = {
          actor,
          scope: assistant.scopeOf({ ...actor, kind: 'agent', agent: OUTSIDE_ASSISTANT.name }),
          tools: assistant.toolsOutside(actor),
          parts,
        };
        await pass(
          await answerMcp(door, headersOf(request), (request.body as Buffer | undefined)?.toString() ?? ''),
          reply,
        );
      },
    }),
    defineRoute({ method: 'GET', url, access: 'signed_in', summary: 'MCP：不提供单独的事件流', tag, handle: refuse }),
    defineRoute({ method: 'DELETE', url, access: 'signed_in', summary: 'MCP：没有要结束的会话', tag, handle: refuse }),
  ];
}

/** The headers the protocol reads; the token stays here. */
function headersOf({ headers }: FastifyRequest): Headers {
  const kept = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-session-id', 'last-event-id'];
  return new Headers(
    kept.flatMap((name) => (headers[name] ? [[name, String(headers[name])] as [string, string]] : [])),
  );
}

async function pass(answer: Response, reply: FastifyReply): Promise<void> {
  void reply.status(answer.status).headers(Object.fromEntries(answer.headers));
  const text = await answer.text();
  await (text === '' ? reply.send() : reply.send(text));
}
