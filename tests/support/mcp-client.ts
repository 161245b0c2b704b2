import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

export const MCP_PATH = '/api/v1/mcp';

/** The protocol's own client, signed in with a token; it checks structured answers against what the tools promised. */
export async function mcpClient(url: string, token: string): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(MCP_PATH, url), { requestInit: { headers } });
  // The library's types were written without `exactOptionalPropertyTypes`.
  await client.connect(transport as unknown as Parameters<Client['connect']>[0]);
  return client;
}

/** The words of a result. */
export function textOf(result: Awaited<ReturnType<Client['callTool']>>): string {
  return (result as CallToolResult).content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}
