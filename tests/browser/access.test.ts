import { describe, expect, it } from 'vitest';
import { address, eventually } from './support/eventually.ts';
import { SALES } from './support/people.ts';
import { visitors } from './support/visitors.ts';

const visit = visitors();
const REFRESH_TOKEN = 'xiaoshu.refresh_token';

describe('the way in', () => {
  it('says what is wrong with a login and keeps what was typed', async () => {
    const { page, watch } = await visit({ at: '/customers' });
    watch.expect(/answered 401: POST \/api\/v1\/auth\/login/);
    await address(page).toBe('/login?next=/customers');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('请填写用户名和密码。').waitFor();
    await page.getByLabel('用户名').fill(SALES.username);
    await page.getByLabel('密码').fill('not the password');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByRole('alert').innerText()).toMatch(/用户名或密码/);
    expect(await page.getByLabel('用户名').inputValue()).toBe(SALES.username);
    await page.getByLabel('密码').fill(SALES.password);
    await page.keyboard.press('Enter');
    await address(page).toBe('/customers');
  });

  it('leads back to the same list after a session that ended in the middle of work', async () => {
    const { page, watch } = await visit({ as: SALES, at: '/customers?sort=name' });
    await page.locator('tbody tr').first().waitFor();
    watch.expect(/answered 401/);
    await page.evaluate(`localStorage.setItem('${REFRESH_TOKEN}', 'an ended one')`);
    await page.route('**/api/v1/crm/**', (route) => route.fulfill({ status: 401, body: '{}' }));
    await page.getByRole('link', { name: '商机' }).click();
    await address(page).toMatch(/^\/login\?next=/);
    await page.unroute('**/api/v1/crm/**');
    await page.getByText('登录已过期').waitFor();
    await page.getByLabel('用户名').fill(SALES.username);
    await page.getByLabel('密码').fill(SALES.password);
    await page.keyboard.press('Enter');
    await address(page).toBe('/opportunities');
    await page.locator('tbody tr').first().waitFor();
  });

  it('survives a page that is loaded again before it was there', async () => {
    const { page } = await visit({ as: SALES, at: '/customers' });
    for (let hurry = 0; hurry < 3; hurry += 1) {
      const renewal = page.waitForRequest('**/api/v1/auth/refresh');
      await page.goto('/customers', { waitUntil: 'commit' });
      await renewal;
    }
    await page.goto('/customers');
    await page.locator('tbody tr').first().waitFor();
  });

  it('ends in every tab at once', async () => {
    const { page, newTab } = await visit({ as: SALES, at: '/customers' });
    await page.locator('tbody tr').first().waitFor();
    const other = await newTab();
    await other.goto('/leads');
    await other.locator('tbody tr').first().waitFor();
    await page.getByRole('button', { name: /个人菜单/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await address(page).toMatch(/^\/login/);
    await address(other).toMatch(/^\/login/);
  });

  it('is closed to places one may not see, and honest about those that are not there', async () => {
    const { page, watch } = await visit({ as: SALES, at: '/system' });
    await page.getByText('您没有查看这里的权限').waitFor();
    await page.goto('/nowhere');
    await page.getByText('没有这个页面').waitFor();
    watch.expect(/answered 404: GET \/api\/v1\/crm\/(customers|merged-records)\//);
    await page.goto('/customers/00000000-0000-7000-8000-000000000000');
    await page.getByRole('alert').waitFor();
    await page.goto('/login');
  });
});

describe('how the console looks and speaks', () => {
  it('is the choice of the person and is kept', async () => {
    const { page } = await visit({ as: SALES, at: '/customers' });
    const menu = page.getByRole('button', { name: '王磊' });
    await menu.click();
    await page.getByRole('menuitemcheckbox', { name: '深色' }).click();
    await eventually(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    if (!(await page.getByRole('menuitemcheckbox', { name: 'English' }).isVisible())) await menu.click();
    await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await menu.click();
    await page.getByRole('menuitemcheckbox', { name: '中文' }).click();
    await page.getByRole('heading', { name: '客户' }).waitFor();
  });
});
