import type { Agent } from './agent.ts';

/**
 * The place of other people's assistants among ours: a program that calls tools over MCP in a person's name. It has no
 * words of its own and never answers in the chat, so it stands apart from the registry of agents; its name is what the
 * audit log and the cards it asked for carry. A further tool for MCP is one further line here.
 */
export const OUTSIDE_ASSISTANT = {
  name: 'mcp',
  title: '外部助手',
  charge: '别的智能助手通过 MCP 替本人调用工具。',
  tools: [
    'search_knowledge',
    'ask_knowledge',
    'report_gap',
    'add_document',
    // What follows only reads, and shows no more than the person sees in the console.
    'find_customers',
    'get_customer',
    'find_leads',
    'get_lead',
    'find_opportunities',
    'get_opportunity',
    'list_follow_ups',
    'sales_funnel',
  ],
  specialties: [],
  permission: 'chat.use',
  prompt: '',
} as const satisfies Agent;
