import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** The page's cache of what the server said. A refusal is final; a broken line is tried twice more. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      },
    },
  });
}
