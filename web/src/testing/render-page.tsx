import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { TokenPair } from '../../../kernel/contracts/identity.ts';
import { session } from '../api/client.ts';
import { createQueryClient } from '../api/query-client.ts';
import { i18n } from '../i18n/i18n.ts';
import { parsePlainSearch, writePlainSearch } from '../search/plain-search.ts';

const ADMINISTRATOR: TokenPair = {
  access_token: 'access',
  refresh_token: 'refresh',
  token_type: 'Bearer',
  expires_in: 900,
  user: {
    id: '00000000-0000-4000-8000-000000000001',
    username: 'admin',
    name: '周敏',
    role: 'administrator',
    team_id: null,
    team_name: null,
    data_scope: 'all',
    permissions: ['crm.read', 'crm.write', 'crm.import'],
  },
};

/** Draws `page` at `address` for a signed-in person; answers what reads the address afterwards. */
export async function renderPage(page: ReactNode, address = '/'): Promise<{ search: () => Record<string, unknown> }> {
  session.signIn(ADMINISTRATOR);
  const root = createRootRoute();
  const path = address.split('?')[0] ?? '/';
  const route = createRoute({ getParentRoute: () => root, path, component: () => page });
  const router = createRouter({
    routeTree: root.addChildren([route]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch: parsePlainSearch,
    stringifySearch: writePlainSearch,
  });
  await router.load();
  render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { search: () => router.state.location.search };
}
