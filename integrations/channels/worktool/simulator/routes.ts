import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerCall, bodyOf, type Answer, type Fate } from '../../simulator/serve-vendor.ts';
import type { RawMessage } from '../to-raw-message.ts';
import { answerLog } from './log-answers.ts';
import type { Robot } from './robots.ts';
import type { VendorParts, WorktoolVendor } from './vendor.ts';

type Query = Readonly<Record<string, string | undefined>>;
type Work = (robot: Robot, body: Record<string, unknown>, query: Query) => Answer | Promise<Answer>;

/** The numbers of bound callbacks and the purposes our addresses end with. */
const BOUND: Readonly<Record<number, string>> = { 1: 'result', 5: 'online', 6: 'offline', 11: 'message' };
const MOST_COMMANDS = 100;
const MINUTE_MS = 60_000;

/** The vendor's addresses that we call. */
export function addVendorRoutes(app: FastifyInstance, vendor: WorktoolVendor, parts: VendorParts): void {
  const { ledger, faults, time } = parts;
  const recent = new Map<string, number[]>();
  const isFull = (address: string): boolean => {
    const limit = faults.modes.calls_per_minute;
    const now = time.now().getTime();
    const calls = (recent.get(address) ?? []).filter((at) => at > now - MINUTE_MS);
    recent.set(address, [...calls, now]);
    return limit !== null && calls.length >= limit;
  };
  const fateOf = (): Fate =>
    faults.strikes('call_lost')
      ? 'lost'
      : faults.strikes('answer_hangs')
        ? 'hung'
        : faults.strikes('answer_cut')
          ? 'cut'
          : 'answered';
  const handle = (work: Work) => async (request: FastifyRequest, reply: FastifyReply) => {
    const query = request.query as Query;
    const account = query['robotId'] ?? '';
    const body = bodyOf(request);
    const path = request.url.split('?')[0]!;
    const answer = (): Answer | Promise<Answer> => {
      if (isFull(request.ip) || faults.strikes('too_many'))
        return { status: 429, body: { code: 429, message: '请求过于频繁' }, headers: { 'retry-after': '60' } };
      if (faults.strikes('http_500')) return { status: 500, body: { message: 'Internal Server Error' } };
      const robot = vendor.robots.get(account);
      // As the vendor does, it repeats the id it was given.
      if (!robot) return failed(501_011, `机器人ID错误：${account}`);
      if (robot.setting.key !== undefined && query['key'] !== robot.setting.key) return failed(501_012, '校验码错误');
      return work(robot, body, query);
    };
    await answerCall(reply, ledger, { account, path, body: { ...query, ...body } }, fateOf(), answer, JSON.stringify);
  };
  const ok = (data: unknown): Answer => {
    const code = Number(faults.modes.code_of_success);
    return { status: 200, body: { code, message: '操作成功', data } };
  };

  app.post(
    '/wework/sendRawMessage',
    handle((robot, body) => {
      const list = body['list'];
      if (body['socketType'] !== 2 || !Array.isArray(list) || list.length === 0 || list.length > MOST_COMMANDS)
        return failed(101_011, '数据格式错误');
      if (list.some((one) => typeof (one as RawMessage | null)?.type !== 'number'))
        return failed(101_011, '数据格式错误');
      return ok(vendor.take(robot, list as RawMessage[]));
    }),
  );
  app.get(
    '/robot/rawMsg/list',
    handle((robot, _body, query) => ok(answerLog(robot.executed, robot.setting.id, pageOf(query), faults.modes))),
  );
  app.get(
    '/wework/listRawMessage',
    handle((robot, _body, query) => ok(answerLog(robot.taken, robot.setting.id, pageOf(query), faults.modes))),
  );
  app.get(
    '/robot/robotInfo/online',
    handle((robot) => onlineAnswer(robot.online, faults.modes.online_answer)),
  );
  app.get(
    '/robot/robotInfo/get',
    handle(({ setting, replyAll, callbacks }) =>
      ok({
        robotId: setting.id,
        name: setting.name,
        openCallback: callbacks.has('message') ? 1 : 0,
        replyAll,
        robotKeyCheck: setting.key === undefined ? 0 : 1,
        callBackRequestType: 2,
        robotType: 0,
      }),
    ),
  );
  app.post(
    '/robot/robotInfo/update',
    handle((robot, body) => {
      if (typeof body['callbackUrl'] === 'string') robot.callbacks.set('message', body['callbackUrl']);
      if (typeof body['replyAll'] === 'number') robot.replyAll = body['replyAll'];
      return ok(null);
    }),
  );
  app.post(
    '/robot/robotInfo/callBack/bind',
    handle(async (robot, body) => {
      const purpose = BOUND[Number(body['type'])];
      if (purpose === undefined || typeof body['callBackUrl'] !== 'string') return failed(101_011, '数据格式错误');
      const before = robot.callbacks.get(purpose);
      robot.callbacks.set(purpose, body['callBackUrl']);
      if (await vendor.post(robot, purpose, {})) return ok(null);
      if (before === undefined) robot.callbacks.delete(purpose);
      else robot.callbacks.set(purpose, before);
      return failed(101_012, '回调地址无法访问');
    }),
  );
}

const failed = (code: number, message: string): Answer => ({ status: 200, body: { code, message, data: null } });

function pageOf(query: Query): Parameters<typeof answerLog>[2] {
  return {
    page: Number(query['page'] ?? 1),
    size: Number(query['size'] ?? 20),
    type: query['type'] ? Number(query['type']) : null,
    messageId: query['messageId'] ?? null,
  };
}

function onlineAnswer(online: boolean, mode: 'data' | 'bare' | 'object' | 'odd'): Answer {
  const data = mode === 'object' ? { online } : online;
  if (mode === 'bare') return { status: 200, body: online };
  if (mode === 'odd') return { status: 200, body: { code: 200, message: online ? '在线' : '离线' } };
  return { status: 200, body: { code: 200, message: '操作成功', data } };
}
