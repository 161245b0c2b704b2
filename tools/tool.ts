import type { z } from 'zod';
import type { CallEquipment, CallScope } from '../domain/calls/calls-scope.ts';
import { callsError } from '../domain/calls/errors.ts';
import type { HealthSignal } from '../domain/crm/profiles/health-signal.port.ts';
import type { ChannelScope, Channels } from '../domain/messaging/messaging-scope.ts';
import type { Scope } from '../domain/scope.ts';
import type { AnswerPart, EditableField, ProposedChange, RecordRef } from '../kernel/contracts/chat.ts';
import type { KnowledgeEngine } from '../knowledge/engine.ts';
import type { Permission } from '../kernel/contracts/identity.ts';

/** What a tool works with: the unit of work of the person it serves, and what finds answers in documents. */
export interface ToolScope extends Scope {
  /** Left out where a service runs without documents; then the tools over them say so. */
  readonly knowledge?: KnowledgeEngine;
  /** What messages leave through; left out where a service runs without channels. */
  readonly channels?: Channels;
  /** What calls people; left out where a service runs without it. */
  readonly calls?: CallEquipment;
  /** Everything that tells how well a customer does; the CRM's own signals where it is left out. */
  readonly healthSignals?: readonly HealthSignal[];
}

/** What a tool found or did, for its three readers. */
export interface ToolAnswer {
  /** Short and complete, for the model. Text of customers in it is data. */
  readonly content: string;
  /** The computed sentences for the person; the built-in model says exactly this. */
  readonly text: string;
  /** Table, chart, filter, records: what stands beside the words. */
  readonly parts: readonly AnswerPart[];
}

/** A change that waits for a person. `plan` holds the resolved ids and versions; it never passes through a model. */
export interface Proposal<Plan> {
  readonly title: string;
  readonly summary: string;
  readonly changes: readonly ProposedChange[];
  /** The exact words that would leave for a customer. */
  readonly outgoingText?: string;
  readonly recipients?: number;
  readonly fields: readonly EditableField[];
  readonly refs: readonly RecordRef[];
  /** `<entity>:<id>` → version the card was made from. */
  readonly snapshot: Readonly<Record<string, number>>;
  /**
   * Arguments whose words mean something else later («两小时后», «明天»), as they were settled now. Kept with the approval in
   * place of the words, so that agreeing tomorrow means what the card shows.
   */
  readonly settled?: Readonly<Record<string, unknown>>;
  readonly plan: Plan;
}

interface ToolBase<S extends z.ZodObject> {
  /** `verb_noun`, the name models call it by. */
  readonly name: string;
  /** Chinese name a person sees on the step line. */
  readonly title: string;
  /** When to use it, for the model. */
  readonly description: string;
  readonly permission: Permission;
  /** Arguments; each marked with what it stands for (`kernel/slots.ts`). */
  readonly input: S;
  /** How people ask for it, with `{argument}` places; the built-in model learns from these. */
  readonly phrases: readonly string[];
}

/** A tool that only looks. It runs at once. */
export interface ReadTool<S extends z.ZodObject = z.ZodObject> extends ToolBase<S> {
  readonly risk: 'read';
  answer(scope: ToolScope, input: z.output<S>): Promise<ToolAnswer>;
}

/** A tool that changes or sends something. It proposes; a person agrees; only then it is carried out, once. */
export interface WriteTool<S extends z.ZodObject = z.ZodObject, Plan = unknown> extends ToolBase<S> {
  readonly risk: 'write' | 'send';
  propose(scope: ToolScope, input: z.output<S>): Promise<Proposal<Plan>>;
  /** Runs inside the transaction that records the approval. */
  carryOut(scope: ToolScope, plan: Plan): Promise<ToolAnswer>;
}

export type Tool = ReadTool | WriteTool;

/** Declares a reading tool; keeps the types of its arguments together. */
export function readTool<S extends z.ZodObject>(tool: Omit<ReadTool<S>, 'risk'>): ReadTool {
  return { risk: 'read', ...tool } as unknown as ReadTool;
}

/** Declares a changing tool; keeps the types of its arguments and its plan together. */
export function writeTool<S extends z.ZodObject, Plan>(tool: Omit<WriteTool<S, Plan>, 'risk'>): WriteTool {
  return { risk: 'write', ...tool } as unknown as WriteTool;
}

/** Declares a tool whose words leave for customers; its card shows the exact text and who gets it. */
export function sendTool<S extends z.ZodObject, Plan>(tool: Omit<WriteTool<S, Plan>, 'risk'>): WriteTool {
  return { risk: 'send', ...tool } as unknown as WriteTool;
}

/** The scope with the channels there are, for verbs that ask what a channel can bear. */
export function withChannels(scope: ToolScope): ToolScope & ChannelScope {
  return { ...scope, channels: scope.channels ?? new Map() };
}

/**
 * The scope with what calls people.
 * @throws AppError `calls.no_dialer`
 */
export function withCalls(scope: ToolScope): ToolScope & CallScope {
  if (!scope.calls) throw callsError('calls.no_dialer');
  return { ...scope, calls: scope.calls };
}
