import type { WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { sayText } from '../support/model-server/step.ts';
import { answered, ask, lastAnswer } from './support/ask.ts';
import { address, eventually } from './support/eventually.ts';
import { ADMIN } from './support/people.ts';
import { startServiceProcess, type ServiceProcess } from './support/start-service-process.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();
const FIRST = '第一句先说结论。';
const LAST = '最后一句说完了。';
const LONG_ANSWER = FIRST + Array.from({ length: 24 }, (_, index) => `这是第 ${index + 1} 条。`).join('') + LAST;

let model: ModelServer;
let service: ServiceProcess;

beforeAll(async () => {
  model = await startModelServer({ script: () => sayText(LONG_ANSWER, { pieces: 30, pauseMs: 100 }) });
  service = await startServiceProcess({
    DEMO_DATA: 'off',
    LLM_BASE_URL: model.url,
    LLM_API_KEY: 'sk-of-a-test',
    LLM_MODEL: 'slow-model',
  });
});
afterAll(async () => {
  await service.stop();
  await model.close();
});

const here = () => ({ as: ADMIN, url: service.url, at: '/chat' });

describe('an answer that takes a while', () => {
  it('goes on after the page was loaded anew in its middle, and stands there exactly once', async () => {
    const { page } = await visit(here());
    await ask(page, '请慢慢说');
    await eventually(() => lastAnswer(page).innerText()).toContain(FIRST);
    await page.reload();
    await answered(page);
    expect(await page.getByRole('article', { name: '小枢' }).count()).toBe(1);
    expect(await page.getByRole('article', { name: '您' }).count()).toBe(1);
    expect(await lastAnswer(page).innerText()).toBe(LONG_ANSWER);
  });

  it('is stopped by its button and keeps what was said', async () => {
    const { page } = await visit(here());
    await ask(page, '请慢慢说');
    await eventually(() => lastAnswer(page).innerText()).toContain(FIRST);
    await page.getByRole('button', { name: '停止回答' }).click();
    await page.getByText('已停止，上面的内容已保留。').waitFor();
    expect(await lastAnswer(page).innerText()).not.toContain(LAST);
    const kept = await lastAnswer(page).innerText();
    await page.reload();
    await page.getByText('已停止，上面的内容已保留。').waitFor();
    expect(await lastAnswer(page).innerText()).toBe(kept);
  });

  it('is seen word by word on two devices of one person', async () => {
    const [desk, phone] = [await visit(here()), await visit({ ...here(), width: 390, height: 844 })];
    await ask(desk.page, '请慢慢说');
    await address(desk.page).toMatch(/^\/chat\/./);
    await eventually(() => lastAnswer(desk.page).innerText()).toContain(FIRST);
    await phone.page.goto(new URL(desk.page.url()).pathname);
    await eventually(() => lastAnswer(phone.page).innerText()).toContain(FIRST);
    expect(await lastAnswer(phone.page).getAttribute('aria-busy')).toBe('true');
    await Promise.all([answered(desk.page), answered(phone.page)]);
    expect(await lastAnswer(phone.page).innerText()).toBe(LONG_ANSWER);

    await ask(phone.page, '再说一次');
    await eventually(() => desk.page.getByRole('article', { name: '您' }).allInnerTexts()).toEqual([
      '请慢慢说',
      '再说一次',
    ]);
    await Promise.all([answered(desk.page, 2), answered(phone.page, 2)]);
    expect(await lastAnswer(desk.page).innerText()).toBe(LONG_ANSWER);
  });

  it('survives a broken line: what was missed comes afterwards, once', async () => {
    const { page, context, watch } = await visit(here());
    watch.expect(/ERR_INTERNET_DISCONNECTED/);
    // Going offline leaves an open socket as it is in Chromium: the test holds it, to cut it.
    const lines: WebSocketRoute[] = [];
    await context.routeWebSocket(/\/ws\/chat/, (line) => {
      line.connectToServer();
      lines.push(line);
    });
    await page.reload();
    await ask(page, '请慢慢说');
    await eventually(() => lastAnswer(page).innerText()).toContain(FIRST);
    await context.setOffline(true);
    for (const line of lines) await line.close();
    await page.getByText('连接断开，正在重新连接').waitFor();
    await context.setOffline(false);
    await answered(page);
    expect(await page.getByRole('article', { name: '小枢' }).count()).toBe(1);
    expect(await lastAnswer(page).innerText()).toBe(LONG_ANSWER);
  });
});
