import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { api, session } from './api/client.ts';
import { CrashedPage } from './features/notices/crashed-page.tsx';
import { NotFoundPage } from './features/notices/not-found-page.tsx';
import { CONTRACT_FILTERS } from './features/contracts/contract-filters.ts';
import { CUSTOMER_FILTERS } from './features/customers/customer-filters.ts';
import { KNOWLEDGE_KEYS } from './features/knowledge/knowledge-keys.ts';
import { LEAD_FILTERS } from './features/leads/lead-filters.ts';
import { readListSearch, type ListSearch } from './features/lists/list-search.ts';
import { OPPORTUNITY_FILTERS } from './features/opportunities/opportunity-filters.ts';
import { parsePlainSearch, writePlainSearch } from './search/plain-search.ts';
import { AppLayout } from './shell/app-layout.tsx';
import { PageSkeleton } from './shell/page-skeleton.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Only a path of our own may follow the login: an address given from outside could lead anywhere. */
function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) && !value.startsWith('/login') ? value : undefined;
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (raw: Record<string, unknown>): { next?: string } => {
    const next = ownPath(raw['next']);
    return next === undefined ? {} : { next };
  },
  component: lazyRouteComponent(() => import('./features/login/login-page.tsx'), 'LoginPage'),
});

const app = createRoute({
  getParentRoute: () => root,
  id: '_app',
  component: AppLayout,
  beforeLoad: async ({ location }) => {
    if (session.state().status === 'unknown') await api.refresh();
    if (session.state().status !== 'in')
      throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { next: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/chat' });
  },
});

const chatPage = lazyRouteComponent(() => import('./chat/chat-page.tsx'), 'ChatPage');
const chat = createRoute({ getParentRoute: () => app, path: '/chat', component: chatPage });
const chatThread = createRoute({ getParentRoute: () => app, path: '/chat/$threadId', component: chatPage });

const listOf =
  (filters: readonly string[]) =>
  (raw: Record<string, unknown>): ListSearch =>
    readListSearch(raw, filters);

const customers = createRoute({
  getParentRoute: () => app,
  path: '/customers',
  validateSearch: listOf(CUSTOMER_FILTERS),
  component: lazyRouteComponent(() => import('./features/customers/customers-page.tsx'), 'CustomersPage'),
});
const customer = createRoute({
  getParentRoute: () => app,
  path: '/customers/$id',
  validateSearch: listOf(['tab', 'depth']),
  component: lazyRouteComponent(() => import('./features/customers/customer-page.tsx'), 'CustomerPage'),
});
const leads = createRoute({
  getParentRoute: () => app,
  path: '/leads',
  validateSearch: listOf(LEAD_FILTERS),
  component: lazyRouteComponent(() => import('./features/leads/leads-page.tsx'), 'LeadsPage'),
});
const opportunities = createRoute({
  getParentRoute: () => app,
  path: '/opportunities',
  validateSearch: listOf(OPPORTUNITY_FILTERS),
  component: lazyRouteComponent(() => import('./features/opportunities/opportunities-page.tsx'), 'OpportunitiesPage'),
});
const activities = createRoute({
  getParentRoute: () => app,
  path: '/activities',
  validateSearch: listOf(['tab', 'kind', 'owner_id', 'of', 'unread']),
  component: lazyRouteComponent(() => import('./features/activities/activities-page.tsx'), 'ActivitiesPage'),
});
const pools = createRoute({
  getParentRoute: () => app,
  path: '/pools',
  validateSearch: listOf(['pool']),
  component: lazyRouteComponent(() => import('./features/pools/pools-page.tsx'), 'PoolsPage'),
});
const segments = createRoute({
  getParentRoute: () => app,
  path: '/segments',
  component: lazyRouteComponent(() => import('./features/segments/segments-page.tsx'), 'SegmentsPage'),
});
const assignment = createRoute({
  getParentRoute: () => app,
  path: '/assignment',
  validateSearch: listOf(['tab']),
  component: lazyRouteComponent(() => import('./features/assignment/assignment-page.tsx'), 'AssignmentPage'),
});
const duplicates = createRoute({
  getParentRoute: () => app,
  path: '/duplicates',
  validateSearch: listOf(['tab', 'entity', 'min_score']),
  component: lazyRouteComponent(() => import('./features/duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
});
const dataQuality = createRoute({
  getParentRoute: () => app,
  path: '/data-quality',
  validateSearch: listOf(['tab', 'entity', 'by', 'owner_id', 'team_id', 'missing', 'below', 'days', 'problem']),
  component: lazyRouteComponent(() => import('./features/data-quality/data-quality-page.tsx'), 'DataQualityPage'),
});
const customFields = createRoute({
  getParentRoute: () => app,
  path: '/custom-fields',
  validateSearch: listOf(['entity', 'archived']),
  component: lazyRouteComponent(() => import('./features/custom-fields/custom-fields-page.tsx'), 'CustomFieldsPage'),
});
const contracts = createRoute({
  getParentRoute: () => app,
  path: '/contracts',
  validateSearch: listOf(CONTRACT_FILTERS),
  component: lazyRouteComponent(() => import('./features/contracts/contracts-page.tsx'), 'ContractsPage'),
});
const scoring = createRoute({
  getParentRoute: () => app,
  path: '/scoring',
  validateSearch: listOf(['tab']),
  component: lazyRouteComponent(() => import('./features/scoring/scoring-page.tsx'), 'ScoringPage'),
});
const customerRules = createRoute({
  getParentRoute: () => app,
  path: '/customer-rules',
  validateSearch: listOf(['tab']),
  component: lazyRouteComponent(() => import('./features/customer-rules/customer-rules-page.tsx'), 'CustomerRulesPage'),
});
const stages = createRoute({
  getParentRoute: () => app,
  path: '/stages',
  validateSearch: listOf(['tab']),
  component: lazyRouteComponent(() => import('./features/stages/stages-page.tsx'), 'StagesPage'),
});
const forecast = createRoute({
  getParentRoute: () => app,
  path: '/forecast',
  validateSearch: listOf(['period', 'by', 'month', 'group']),
  component: lazyRouteComponent(() => import('./features/forecast/forecast-page.tsx'), 'ForecastPage'),
});
const orders = createRoute({
  getParentRoute: () => app,
  path: '/orders',
  validateSearch: listOf(['tab', 'status', 'owner_id', 'kind', 'customer_id']),
  component: lazyRouteComponent(() => import('./features/orders/orders-page.tsx'), 'OrdersPage'),
});
const knowledge = createRoute({
  getParentRoute: () => app,
  path: '/knowledge',
  validateSearch: listOf(KNOWLEDGE_KEYS),
  component: lazyRouteComponent(() => import('./features/knowledge/knowledge-page.tsx'), 'KnowledgePage'),
});
const imports = createRoute({
  getParentRoute: () => app,
  path: '/imports',
  component: lazyRouteComponent(() => import('./features/imports/imports-page.tsx'), 'ImportsPage'),
});
const importOne = createRoute({
  getParentRoute: () => app,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./features/imports/import-page.tsx'), 'ImportPage'),
});
const system = createRoute({
  getParentRoute: () => app,
  path: '/system',
  validateSearch: listOf(['tab', 'entity']),
  component: lazyRouteComponent(() => import('./features/system/system-page.tsx'), 'SystemPage'),
});

const tree = root.addChildren([
  login,
  app.addChildren([
    home,
    chat,
    chatThread,
    customers,
    customer,
    leads,
    opportunities,
    activities,
    pools,
    segments,
    assignment,
    duplicates,
    dataQuality,
    customFields,
    contracts,
    scoring,
    customerRules,
    stages,
    forecast,
    orders,
    knowledge,
    imports,
    importOne,
    system,
  ]),
]);

/** All addresses of the console; each page's code is loaded when it is first gone to. */
export const router = createRouter({
  routeTree: tree,
  parseSearch: parsePlainSearch,
  stringifySearch: writePlainSearch,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: CrashedPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
