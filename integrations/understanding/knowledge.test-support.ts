import { reportCatalogue } from '../../domain/reports/report-catalogue.ts';
import { TOOLS } from '../../tools/registry.ts';
import type { GazetteerEntry } from './gazetteer/gazetteer-entry.ts';
import { makeKnowledge } from './make-knowledge.ts';
import { remember } from './remember.ts';
import { layerFromCatalogue } from './semantic-layer.ts';
import { understand } from './understand.ts';
import type { TurnInput, TurnMemory, Understanding } from './understanding.ts';

/** The product's own metrics and dimensions. */
export const LAYER = layerFromCatalogue(reportCatalogue());
/** Wednesday, 10:00 in Shanghai. */
export const NOW = new Date('2026-06-10T02:00:00Z');
export const ME = { name: '郭涛', role: 'salesperson' } as const;

/** A small world of its own, unlike the one of the evaluation. */
export const ENTRIES: readonly GazetteerEntry[] = [
  { kind: 'customer', id: 'c1', name: '南京远航自动化设备有限公司', code: 'KH-000101', hint: '南京' },
  { kind: 'customer', id: 'c2', name: '合肥远航物流有限公司', code: 'KH-000102', hint: '合肥' },
  { kind: 'customer', id: 'c3', name: '厦门海棠生物科技有限公司', code: 'KH-000103', hint: '厦门' },
  { kind: 'customer', id: 'c4', name: 'Northwind Traders', hint: '上海' },
  { kind: 'person', id: 'p1', name: '郭涛', hint: '一组' },
  { kind: 'person', id: 'p2', name: '宋佳', hint: '一组' },
  { kind: 'person', id: 'p3', name: '宋磊', hint: '二组' },
  { kind: 'contact', id: 'k1', name: '倪晓岚', of: '厦门海棠生物科技有限公司', hint: '厦门海棠生物科技有限公司' },
  { kind: 'lead', id: 'l1', name: '邱明亮', hint: '嘉兴拓普' },
  { kind: 'opportunity', id: 'o1', name: '海棠质检平台二期', of: '厦门海棠生物科技有限公司' },
  { kind: 'team', id: 't1', name: '一组' },
  { kind: 'team', id: 't2', name: '二组' },
  { kind: 'region', id: 'r1', name: '华东' },
  { kind: 'region', id: 'r2', name: '华南' },
  { kind: 'region', id: 'r3', name: '西南' },
  { kind: 'sector', id: 's1', name: '制造业' },
  { kind: 'sector', id: 's2', name: '生物医药' },
  { kind: 'source', id: 'q1', name: '展会' },
  { kind: 'source', id: 'q2', name: '官网' },
  { kind: 'tag', id: 'g1', name: '重点客户' },
  { kind: 'tag', id: 'g2', name: '高意向' },
  { kind: 'segment', id: 'e1', name: '年框老客户' },
  { kind: 'product', id: 'd1', name: '智造云' },
];

export const KNOWLEDGE = makeKnowledge({ tools: TOOLS, layer: LAYER, entries: ENTRIES, now: NOW });

/** Understands one sentence by itself, or after what is remembered. */
export function ask(text: string, history: TurnMemory = {}, tools: TurnInput['tools'] = TOOLS): Understanding {
  return understand({ text, history, me: ME, now: NOW, tools }, KNOWLEDGE);
}

/** Says the sentences one after another; the answer to the last one. */
export function talk(...sentences: readonly string[]): Understanding {
  let memory: TurnMemory = {};
  let last: Understanding = { kind: 'say', text: '', suggestions: [] };
  for (const sentence of sentences) {
    last = ask(sentence, memory);
    const { openQuestion: _answered, ...rest } = memory;
    memory = last.kind === 'ask' ? { ...rest, openQuestion: last } : rest;
    for (const call of last.kind === 'calls' ? last.calls : []) memory = remember(memory, call, TOOLS);
  }
  return last;
}

/** Tools and arguments of an answer, without the confidence. */
export function callsOf(answer: Understanding): [string, unknown][] {
  return answer.kind === 'calls' ? answer.calls.map((call) => [call.tool, call.args]) : [];
}
