import type { FastifyInstance } from 'fastify';
import { stringify } from 'lossless-json';
import { answerCall, bodyOf, type Answer, type Fate } from '../../simulator/serve-vendor.ts';
import { CALLS, done, failed, type Body } from './calls.ts';
import type { GeweParts, GeweVendor } from './vendor.ts';

/** The hosted gateway, and the self-hosted one. */
const BASES = ['/gewe/v2/api', '/v2/api'] as const;

/** The vendor's addresses that we call. */
export function addVendorRoutes(app: FastifyInstance, vendor: GeweVendor, parts: GeweParts): void {
  const { ledger, faults, token } = parts;
  const fateOf = (): Fate =>
    faults.strikes('call_lost')
      ? 'lost'
      : faults.strikes('answer_hangs')
        ? 'hung'
        : faults.strikes('answer_cut')
          ? 'cut'
          : 'answered';

  const carryOut = async (path: string, body: Body, given: unknown): Promise<Answer> => {
    if (faults.strikes('http_500')) return { status: 500, body: {} };
    if (given !== token) return failed('token 无效');
    if (path === '/login/setCallback' || path === '/tools/setCallback') return await setCallback(vendor, body, token);
    const device = vendor.devices.get(String(body['appId']));
    // As the vendor does, it repeats the id it was given.
    if (!device) return failed(`设备不存在: ${String(body['appId'])}`);
    if (path === '/login/checkOnline') return done(faults.modes.online_answer === 'odd' ? 'maybe' : device.online);
    if (!device.online) return failed('设备已离线，请重新登录');
    if (faults.strikes('ret_500')) return failed(faults.modes.fail_words);
    const call = CALLS[path];
    return call ? await call({ vendor, parts, device, body }) : { status: 404, body: {} };
  };

  for (const base of BASES)
    app.post(`${base}/*`, async (request, reply) => {
      const path = request.url.slice(base.length).split('?')[0]!;
      const body = bodyOf(request);
      const account = String(body['appId'] ?? '');
      const given = request.headers['x-gewe-token'];
      const work = (): Promise<Answer> => carryOut(path, body, given);
      await answerCall(reply, ledger, { account, path, body }, fateOf(), work, (value) => stringify(value)!);
    });
}

async function setCallback(vendor: GeweVendor, body: Body, token: string): Promise<Answer> {
  const url = body['callbackUrl'];
  if (body['token'] !== token || typeof url !== 'string') return failed('参数错误');
  if (!(await vendor.tryAddress(url))) return failed('回调地址无法访问');
  vendor.callbackUrl = url;
  return done();
}
