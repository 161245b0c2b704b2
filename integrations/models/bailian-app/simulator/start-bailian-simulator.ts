import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What the app does with one question. */
export type BailianStep =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'drop' };

/** A request as it came, with what was answered. */
export interface BailianCall {
  readonly path: string;
  readonly workspace: string | null;
  readonly prompt: string;
  readonly status: number | null;
}

export interface BailianSimulator {
  readonly url: string;
  /** Every request in its order, refused ones too. */
  readonly ledger: readonly BailianCall[];
  close(): Promise<void>;
}

export interface BailianSimulatorOptions {
  readonly appId: string;
  readonly apiKey: string;
  readonly workspace?: string;
  /** One step a question; the last one goes on. */
  readonly script: readonly BailianStep[];
}

const Body = z.object({ input: z.object({ prompt: z.string().min(1) }), parameters: z.object().loose().optional() });

/** A server that speaks the application calling API: keys, apps, workspaces and bodies are checked as the vendor does. */
export async function startBailianSimulator(options: BailianSimulatorOptions): Promise<BailianSimulator> {
  const ledger: BailianCall[] = [];
  let place = 0;
  const next = (): BailianStep => options.script[Math.min(place++, options.script.length - 1)] ?? { kind: 'silent' };
  const server = createServer((request, response) => void serve(request, response, options, ledger, next));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: BailianSimulatorOptions,
  ledger: BailianCall[],
  next: () => BailianStep,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Body.safeParse(parsed(Buffer.concat(parts).toString('utf8')));
  const path = request.url ?? '';
  const workspace = request.headers['x-dashscope-workspace']?.toString() ?? null;
  const note = (status: number | null): void =>
    void ledger.push({ path, workspace, prompt: body.data?.input.prompt ?? '', status });
  const say = (status: number, answer: unknown): void => {
    note(status);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
  const refuse = (status: number, code: string): void =>
    say(status, { code, message: `refused: ${code}`, request_id: `sim-${ledger.length}` });
  if (request.headers.authorization !== `Bearer ${options.apiKey}`) return refuse(401, 'InvalidApiKey');
  if (path !== `/api/v1/apps/${options.appId}/completion`) return refuse(404, 'App.NotFound');
  if (options.workspace !== undefined && workspace !== options.workspace) return refuse(403, 'Workspace.AccessDenied');
  if (request.method !== 'POST' || !body.success) return refuse(400, 'InvalidParameter');
  const step = next();
  if (step.kind === 'error') return refuse(step.status, step.code);
  if (step.kind === 'text') return say(200, answerOf(step.text, body.data.input.prompt, ledger.length));
  note(step.kind === 'bytes' ? 200 : null);
  if (step.kind === 'bytes') response.writeHead(200).end(step.bytes);
  if (step.kind === 'drop') request.socket.destroy();
}

function answerOf(text: string, prompt: string, count: number): unknown {
  return {
    output: { finish_reason: 'stop', session_id: `session-${count}`, text, thoughts: null, doc_references: null },
    usage: { models: [{ model_id: 'qwen-max', input_tokens: prompt.length, output_tokens: text.length }] },
    request_id: `sim-${count}`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
