import { expect, it } from 'vitest';
import type { ChannelAccount } from '../../domain/messaging/channel.port.ts';
import { systemRandom } from '../../kernel/random.ts';
import { refusalOf } from '../../tests/support/refusal.ts';
import { scriptedChannel } from '../../tests/support/scripted-channel.ts';
import { createSecretBox, withOpenSecrets } from './seal-secrets.ts';

const box = createSecretBox('a secret of at least thirty-two letters', systemRandom);

it('opens what it sealed, and seals the same never alike', () => {
  const sealed = [box.seal('钥匙 key'), box.seal('钥匙 key')];
  expect(new Set(sealed).size).toBe(2);
  for (const one of sealed) expect(box.open(one)).toBe('钥匙 key');
});

it('refuses what was changed, and what another key sealed', async () => {
  const sealed = box.seal('key');
  const other = createSecretBox('another secret of thirty-two letters', systemRandom);
  const open = async (what: string, by = box): Promise<string> => await Promise.resolve().then(() => by.open(what));
  for (const call of [open(`${sealed.slice(0, -2)}AA`), open('v1.'), open('nonsense'), open(sealed, other)])
    expect((await refusalOf(call)).code).toBe('server.secret_not_readable');
});

it('lets only the adapter see the key', async () => {
  const seen: (string | null)[] = [];
  const { port } = scriptedChannel();
  const spied = {
    ...port,
    online: (account: ChannelAccount) => {
      seen.push(account.secret);
      return Promise.resolve('online' as const);
    },
  };
  const channel = withOpenSecrets(new Map([['worktool', spied]]), box).get('worktool')!;
  const account = { id: 'a', external_id: 'robot', own_id: null };
  await channel.online({ ...account, secret: box.seal('key') });
  await channel.online({ ...account, secret: null });
  expect(seen).toEqual(['key', null]);
});
