import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../tools/registry.ts';
import { KNOWLEDGE, ME, NOW } from './knowledge.test-support.ts';
import { rankAgents } from './rank-agents.ts';
import type { TurnMemory } from './understanding.ts';

const MANAGED: readonly string[] = ['assign_lead', 'transfer_customer'];
const OWNED = TOOLS.map((tool) => ({ ...tool, agents: [MANAGED.includes(tool.name) ? 'sales_management' : 'sales'] }));
const agentsFor = (text: string, history: TurnMemory = {}): string[] =>
  rankAgents({ text, history, me: ME, now: NOW, tools: OWNED }, KNOWLEDGE).map((rank) => rank.agent);

describe('rankAgents', () => {
  it('names the agent that owns the best tool', () => {
    expect(agentsFor('把邱明亮这条线索分给宋佳')[0]).toBe('sales_management');
    expect(agentsFor('海棠生物有哪些联系人')[0]).toBe('sales');
  });

  it('stays with the agent of the last request when a piece of it follows', () => {
    const history = { lastCall: { tool: 'assign_lead', args: { lead: '邱明亮', to: '宋佳' } } };
    expect(agentsFor('换成宋磊', history)[0]).toBe('sales_management');
  });
});
