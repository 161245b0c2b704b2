import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { ChannelAccount, ChannelPort } from '../../domain/messaging/channel.port.ts';
import type { Channels } from '../../domain/messaging/messaging-scope.ts';
import type { Random } from '../../kernel/random.ts';
import { serverError } from '../errors.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 'v1.';

/** Seals the vendors' keys of accounts before they are stored, and opens them at the adapter's door. */
export interface SecretBox {
  seal(secret: string): string;
  /** @throws AppError `server.secret_not_readable` when it was sealed with another key, or changed */
  open(sealed: string): string;
}

/** AES-256-GCM (NIST SP 800-38D) with a key derived from the service's secret for this purpose alone (RFC 5869). */
export function createSecretBox(serviceSecret: string, random: Random): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', serviceSecret, '', 'xiaoshu account secrets v1', KEY_BYTES));
  return {
    seal: (secret) => {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open: (sealed) => {
      try {
        const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw serverError('server.secret_not_readable', { cause });
      }
    },
  };
}

/** The same channels, whose adapters get the accounts' secrets open; the rooms only ever hold them sealed. */
export function withOpenSecrets(channels: Channels, box: SecretBox): Channels {
  return new Map([...channels].map(([name, port]) => [name, opening(port, box)]));
}

function opening(port: ChannelPort, box: SecretBox): ChannelPort {
  const open = (account: ChannelAccount): ChannelAccount =>
    account.secret === null ? account : { ...account, secret: box.open(account.secret) };
  const openOrNone = (account: ChannelAccount): ChannelAccount => {
    try {
      return open(account);
    } catch {
      return { ...account, secret: null };
    }
  };
  const { directory } = port;
  return {
    ...port,
    // Reading is total: a secret that cannot be opened is only missing where words are masked.
    read: (raw) => port.read({ ...raw, account: openOrNone(raw.account) }),
    send: (account, command, signal) => port.send(open(account), command, signal),
    lookUp: (account, sent, signal) => port.lookUp(open(account), sent, signal),
    online: (account, signal) => port.online(open(account), signal),
    ...(port.setCallback
      ? { setCallback: (account, url, signal) => port.setCallback!(open(account), url, signal) }
      : {}),
    ...(directory
      ? {
          directory: {
            contacts: (account, signal) => directory.contacts(open(account), signal),
            groups: (account, signal) => directory.groups(open(account), signal),
            members: (account, group, signal) => directory.members(open(account), group, signal),
          },
        }
      : {}),
  };
}
