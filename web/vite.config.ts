import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The console's build: `vite build web` writes `web/dist`, which the server hands out. */
export default defineConfig({
  root: here('.'),
  plugins: [react(), tailwindcss()],
  resolve: {
    alias: [
      { find: /^@contracts\//, replacement: `${here('../kernel/contracts')}/` },
      { find: /^@\//, replacement: `${here('./src')}/` },
    ],
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/ws': { target: 'ws://127.0.0.1:3000', ws: true },
    },
  },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    // ECharts is one chunk of its own, loaded when an answer has a chart.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every page needs changes seldom: it stays in the browser's cache across releases.
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)/ },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
            },
            { name: 'radix', test: /node_modules[\\/](@radix-ui|radix-ui|@floating-ui|cmdk|sonner)/ },
          ],
        },
      },
    },
  },
});
