import { describe, expect, it } from 'vitest';
import {
  canonicalHash,
  canonicalQuery,
  EMPTY_HASH,
  encode,
  headersToSign,
  signV3,
  type UnsignedRequest,
} from './sign-v3.ts';

const KEY = { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' };

/** The vendor's published example (help.aliyun.com, document 2593177). */
const PUBLISHED: UnsignedRequest = {
  method: 'POST',
  host: 'ecs.cn-shanghai.aliyuncs.com',
  action: 'RunInstances',
  version: '2014-05-26',
  query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
  date: '2023-10-26T10:22:32Z',
  nonce: '3156853299f313e23d1673dc12e1703d',
};

const OUTBOUND: UnsignedRequest = {
  method: 'POST',
  host: 'outboundbot.cn-shanghai.aliyuncs.com',
  action: 'QueryJobsWithResult',
  version: '2019-12-26',
  query: { PageSize: '100', PageNumber: '1', JobGroupId: 'g1', InstanceId: 'i1' },
  date: '2026-11-21T08:00:00Z',
  nonce: '00000000000000000000000000000001',
};

const signatureIn = (request: UnsignedRequest) => signV3(request, KEY)['authorization']!.split('Signature=')[1];

describe('signature V3', () => {
  it('gives the published hash and signature', () => {
    expect(EMPTY_HASH).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(canonicalHash('POST', canonicalQuery(PUBLISHED.query), headersToSign(PUBLISHED))).toBe(
      '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    );
    expect(signV3(PUBLISHED, KEY)['authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
        'x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('gives the signature of an outbound call', () => {
    expect(signatureIn(OUTBOUND)).toBe('e48d00c126b760e8b9ab75a03241f4263093b43f636fabe8e79599c79cc6fa79');
  });

  it.each(['action', 'date', 'host', 'nonce', 'version'] as const)('changes with the %s', (field) => {
    expect(signatureIn({ ...OUTBOUND, [field]: `${OUTBOUND[field]}x` })).not.toBe(signatureIn(OUTBOUND));
  });

  it('spells parameters as RFC 3986 does', () => {
    expect(encode("a b*c'(d)!~-_.张=&+/")).toBe('a%20b%2Ac%27%28d%29%21~-_.%E5%BC%A0%3D%26%2B%2F');
    expect(canonicalQuery({ b: '2', 'a.10': 'x', 'a.1': 'y', B: '1' })).toBe('B=1&a.1=y&a.10=x&b=2');
  });
});
