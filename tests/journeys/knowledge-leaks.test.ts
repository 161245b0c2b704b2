import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KnowledgeAnswer, PassageView, SearchKnowledgeAnswer } from '../../kernel/contracts/knowledge.ts';
import { ROLES, type Role } from '../../kernel/contracts/identity.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { mcpClient } from '../support/mcp-client.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const URL = '/api/v1/knowledge';
const TEAMS = ['甲队', '乙队', '丙队'] as const;
/** What the documents are about; several share each, so that forbidden ones would rank beside open ones. */
const SUBJECTS = ['样机借用期限', '渠道返点比例', '年度涨价安排'] as const;

interface Person {
  readonly client: TestClient;
  readonly role: Role;
  readonly team: string | null;
}
interface Secret {
  readonly id: string;
  /** A word that stands in this document only. */
  readonly mark: string;
  readonly keys: readonly string[];
  readonly from: string | null;
  readonly until: string | null;
  readonly owner: string;
}

let world: TestService;
const people: Person[] = [];
const teams = new Map<string, string>();
const secrets: Secret[] = [];

beforeAll(async () => {
  world = await testService();
  for (const role of ROLES)
    people.push({
      client: await world.as(role, role === 'administrator' ? {} : { team: TEAMS[0] }),
      role,
      team: role === 'administrator' ? null : TEAMS[0],
    });
  for (const team of TEAMS)
    for (const role of ['salesperson', 'sales_manager'] as const)
      people.push({ client: await world.as(role, { team }), role, team });
  const rows = await query<{ id: string; name: string }>(forkEm(world.service.parts.orm), 'select id, name from team');
  for (const { id, name } of rows) teams.set(name, id);
  await plant();
}, 120_000);
afterAll(() => world.stop());

/** Documents with random readers and days, written by random people who may write. */
async function plant(): Promise<void> {
  const writers = people.filter(({ role }) => role !== 'salesperson');
  const keys = fc.subarray(
    [
      'all',
      'customer',
      ...ROLES.map((role) => `role:${role}`),
      ...[...teams.values()].map((id) => `team:${id}`),
      ...people.map(({ client }) => `user:${client.userId}`),
    ],
    { minLength: 1, maxLength: 3 },
  );
  const days = fc.constantFrom<[string | null, string | null]>(
    [null, null],
    [null, null],
    ['2026-12-01', null],
    [null, '2026-11-17'],
    ['2026-11-01', '2026-11-18'],
  );
  const drawn = fc.sample(fc.tuple(keys, days, fc.constantFrom(...writers), fc.constantFrom(...SUBJECTS)), {
    numRuns: 36,
    seed: 7,
  });
  for (const [index, [visibility, [from, until], writer, subject]] of drawn.entries()) {
    const mark = `密号${String(index).padStart(3, '0')}柒`;
    const { status, body } = await writer.client.call<{ id: string }>('POST', `${URL}/documents/text`, {
      title: `${subject}说明${index}`,
      text: `# ${subject}\n\n关于${subject}：这里的规定编号是 ${mark}，请按${mark}执行。`,
      visibility,
      valid_from: from,
      valid_until: until,
    });
    expect(status).toBe(201);
    secrets.push({ id: body.id, mark, keys: visibility, from, until, owner: writer.client.userId });
  }
  await world.drain();
}

/** The rule in plain words, apart from the code under test. The test's day is 2026-11-18. */
function mayRead({ client, role, team }: Person, secret: Secret): boolean {
  if (role === 'administrator' || secret.owner === client.userId) return true;
  return secret.keys.some(
    (key) =>
      key === 'all' ||
      key === 'customer' ||
      key === `role:${role}` ||
      key === `user:${client.userId}` ||
      (team !== null && key === `team:${teams.get(team)}`),
  );
}
const isValid = (secret: Secret): boolean =>
  (secret.from === null || secret.from <= '2026-11-18') && (secret.until === null || secret.until >= '2026-11-18');

function expectNoLeak(person: Person, told: string, also: readonly string[] = []): void {
  for (const secret of secrets) {
    if (mayRead(person, secret) && isValid(secret)) continue;
    expect(told.includes(secret.mark) || also.includes(secret.id), `${person.role} was told ${secret.mark}`).toBe(
      false,
    );
  }
}

it('search and answers tell nobody what is not for them or not valid', async () => {
  const anybody = fc.constantFrom(...people);
  await fc.assert(
    fc.asyncProperty(anybody, fc.constantFrom(...SUBJECTS), fc.nat(35), async (person, subject, index) => {
      const aim = secrets[index]!;
      for (const words of [`${subject}是怎么规定的`, `编号${aim.mark}`]) {
        const { body: found } = await person.client.call<SearchKnowledgeAnswer>('POST', `${URL}/search`, {
          query: words,
          limit: 50,
        });
        expectNoLeak(
          person,
          JSON.stringify(found.items),
          found.items.map((hit) => hit.document_id),
        );
        const { body: answer } = await person.client.call<KnowledgeAnswer>('POST', `${URL}/ask`, {
          question: words,
          document_ids: [aim.id],
        });
        const told = JSON.stringify({ ...answer, question: '' });
        expectNoLeak(person, told, [
          ...answer.citations.map((one) => one.document_id),
          ...answer.near.map((one) => one.document_id),
        ]);
      }
    }),
    { numRuns: 25, seed: 11 },
  );
});

it('the chat and its tools tell nobody either', async () => {
  const said = ['在知识库里搜', '请问公司怎么规定'];
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people), fc.constantFrom(...said), fc.nat(35), async (person, words, index) => {
      const aim = secrets[index]!;
      const thread = `leak-${index}-${people.indexOf(person)}-${said.indexOf(words)}`;
      const content = `${words}${aim.mark}的${SUBJECTS[index % SUBJECTS.length]}`;
      const run = { threadId: thread, runId: `${thread}-r`, state: {}, tools: [], context: [], forwardedProps: {} };
      const { status, body } = await person.client.call<string>(
        'POST',
        '/api/v1/chat/runs',
        { ...run, messages: [{ id: `${thread}-m`, role: 'user', content }] },
        { accept: 'text/event-stream' },
      );
      expect(status).toBe(200);
      for (const [tool] of body.matchAll(/(?:search|ask)_knowledge/g)) reached.add(tool);
      // The question itself is echoed: it names the mark it asks for.
      const told = body.replaceAll(content, '');
      for (const secret of secrets.filter((one) => one !== aim && !(mayRead(person, one) && isValid(one))))
        expect(told.includes(secret.mark), `${person.role} was told ${secret.mark}`).toBe(false);
      if (!mayRead(person, aim) || !isValid(aim)) expect(told).not.toContain(`规定编号是 ${aim.mark}`);
    }),
    { numRuns: 16, seed: 5 },
  );
  expect([...reached].toSorted()).toEqual(['ask_knowledge', 'search_knowledge']);
});

it('another assistant that calls over MCP is told nothing more', async () => {
  const clients = new Map<Person, Client>();
  const clientOf = async (person: Person): Promise<Client> => {
    const open = clients.get(person) ?? (await mcpClient(world.url, person.client.token));
    clients.set(person, open);
    return open;
  };
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...people),
      fc.constantFrom(...SUBJECTS),
      fc.nat(35),
      async (person, subject, at) => {
        const client = await clientOf(person);
        const { mark } = secrets[at]!;
        for (const words of [`${subject}是怎么规定的`, `编号${mark}`]) {
          for (const [name, args] of [
            ['search_knowledge', { query: words }],
            ['ask_knowledge', { question: words }],
          ] as const) {
            const result = await client.callTool({ name, arguments: args });
            expect(result.isError).toBeFalsy();
            const { citations } = result.structuredContent as { citations: { document_id: string }[] };
            told += citations.length;
            // A refusal repeats what was asked: only there may the mark of the question stand.
            const answer = JSON.stringify(result).replaceAll(`“${words}”`, '');
            expectNoLeak(
              person,
              answer,
              citations.map((one) => one.document_id),
            );
          }
        }
      },
    ),
    { numRuns: 25, seed: 13 },
  );
  expect(told).toBeGreaterThan(50);
  await Promise.all([...clients.values()].map(async (client) => await client.close()));
});

it('who may read finds it: nothing is hidden by mistake', async () => {
  for (const secret of secrets.filter(isValid)) {
    const reader = people.find((person) => mayRead(person, secret))!;
    const { body } = await reader.client.call<SearchKnowledgeAnswer>('POST', `${URL}/search`, {
      query: `规定编号 ${secret.mark}`,
      limit: 50,
      document_ids: [secret.id],
    });
    expect(
      body.items.map((hit) => hit.document_id),
      secret.mark,
    ).toContain(secret.id);
  }
});

it('lists, passages, versions and files of a document are not found by others', async () => {
  const { body: all } = await people
    .find(({ role }) => role === 'administrator')!
    .client.call<Page<PassageView>>('GET', `${URL}/documents?page_size=200`);
  expect(all.total).toBeGreaterThanOrEqual(secrets.length);
  for (const person of people.filter(({ role }) => role !== 'administrator')) {
    const { body: listed } = await person.client.call<Page<{ id: string }>>('GET', `${URL}/documents?page_size=200`);
    const ids = new Set(listed.items.map((one) => one.id));
    for (const secret of secrets)
      expect(ids.has(secret.id), `${person.role} ${secret.mark}`).toBe(mayRead(person, secret));
    const hidden = secrets.find((secret) => !mayRead(person, secret));
    if (!hidden) continue;
    for (const path of ['', '/versions', '/versions/1/file', '/passages'])
      expect((await person.client.call('GET', `${URL}/documents/${hidden.id}${path}`)).status).toBe(404);
  }
});

it('a change of readers counts at once, before the index has followed', async () => {
  const admin = people.find(({ role }) => role === 'administrator')!;
  const seller = people.find(({ role, team }) => role === 'salesperson' && team === '乙队')!;
  const secret = secrets.find((one) => mayRead(seller, one) && isValid(one) && one.owner !== seller.client.userId)!;
  const find = async () =>
    (
      await seller.client.call<SearchKnowledgeAnswer>('POST', `${URL}/search`, {
        query: `规定编号 ${secret.mark}`,
        limit: 50,
      })
    ).body.items.map((hit) => hit.document_id);
  expect(await find()).toContain(secret.id);
  const { body: view } = await admin.client.call<{ version: number }>('GET', `${URL}/documents/${secret.id}`);
  const changed = await admin.client.call('PATCH', `${URL}/documents/${secret.id}`, {
    version: view.version,
    visibility: ['role:operations'],
  });
  expect(changed.status).toBe(200);
  expect(await find()).not.toContain(secret.id);
});
