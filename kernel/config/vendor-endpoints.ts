import type { BailianApp, DialerEndpoint, Secrets } from './config-shape.ts';
import type { Variables } from './variables.ts';

/** The model endpoints of the knowledge base. Local servers need no key. */
export function knowledgeEndpoints(env: Variables): Pick<Secrets, 'embeddings' | 'rerank'> {
  return {
    embeddings: env.EMBEDDINGS_URL
      ? {
          url: env.EMBEDDINGS_URL,
          apiKey: env.EMBEDDINGS_API_KEY ?? '',
          model: env.EMBEDDINGS_MODEL,
          dimension: env.EMBEDDINGS_DIMENSION,
        }
      : null,
    rerank: env.RERANK_URL
      ? {
          url: env.RERANK_URL,
          apiKey: env.RERANK_API_KEY ?? '',
          model: env.RERANK_MODEL,
          shape: env.RERANK_SHAPE,
        }
      : null,
  };
}

/** The key and the instance belong together; without them the robot is off. */
export function dialerEndpoint(env: Variables, problems: string[]): DialerEndpoint | null {
  const { ALIYUN_ACCESS_KEY_ID: id, ALIYUN_ACCESS_KEY_SECRET: secret, OUTBOUND_INSTANCE_ID: instanceId } = env;
  if (!instanceId) return null;
  if (!id || !secret) {
    problems.push('OUTBOUND_INSTANCE_ID: needs ALIYUN_ACCESS_KEY_ID and ALIYUN_ACCESS_KEY_SECRET');
    return null;
  }
  return {
    url: env.OUTBOUND_URL,
    accessKeyId: id,
    accessKeySecret: secret,
    instanceId,
    callsPerSecond: env.OUTBOUND_CALLS_PER_SECOND,
    timeoutMs: env.OUTBOUND_TIMEOUT_MS,
  };
}

/** The app and its key belong together. */
export function bailianAppOf(env: Variables, problems: string[]): BailianApp | null {
  if (!env.BAILIAN_APP_ID) return null;
  if (!env.BAILIAN_API_KEY) {
    problems.push('BAILIAN_APP_ID: needs BAILIAN_API_KEY');
    return null;
  }
  return {
    url: env.BAILIAN_URL.replace(/\/$/, ''),
    appId: env.BAILIAN_APP_ID,
    apiKey: env.BAILIAN_API_KEY,
    workspace: env.BAILIAN_WORKSPACE ?? null,
    timeoutMs: env.BAILIAN_TIMEOUT_MS,
  };
}
