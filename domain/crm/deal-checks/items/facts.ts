import { FACT_TABLE, factWords } from '../../facts/fact-table.ts';
import type { CheckRule } from './item.ts';

/** Are the facts its stage asks for known? One missing warns; more than a third of them missing is bad. */
export const factsItem: CheckRule = {
  key: 'facts',
  label: '关键信息',
  check: ({ missing, rule }) => {
    const asked = rule.required_facts.length;
    if (asked === 0) return { result: 'ok', reason: '这个阶段没有要求的关键信息' };
    const [first] = missing;
    if (!first) return { result: 'ok', reason: `这个阶段要求的 ${asked} 项信息都齐了` };
    return {
      result: missing.length * 3 > asked && missing.length > 1 ? 'bad' : 'warn',
      reason: `还缺 ${missing.length} 项（共 ${asked} 项）：${factWords(missing)}`,
      next_step: `先问清楚：${FACT_TABLE[first].hint}`,
    };
  },
};
