/** A store of objects that speaks S3. */
export interface ObjectStore {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket stands in the path instead of the host. */
  readonly pathStyle: boolean;
}

/** The names that say where it is. */
export interface ObjectStoreVariables {
  readonly S3_ENDPOINT?: string | undefined;
  readonly S3_REGION: string;
  readonly S3_BUCKET?: string | undefined;
  readonly S3_ACCESS_KEY_ID?: string | undefined;
  readonly S3_SECRET_ACCESS_KEY?: string | undefined;
  readonly S3_PATH_STYLE: boolean;
}

/** All or nothing: half a setting would keep some materials here and some there. */
export function objectStoreOf(env: ObjectStoreVariables, problems: string[]): ObjectStore | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = env;
  if (!endpoint && !bucket) return null;
  if (!endpoint || !bucket || !id || !secret) {
    problems.push('S3_ENDPOINT: needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, all of them');
    return null;
  }
  return {
    endpoint,
    bucket,
    region: env.S3_REGION,
    accessKeyId: id,
    secretAccessKey: secret,
    pathStyle: env.S3_PATH_STYLE,
  };
}
