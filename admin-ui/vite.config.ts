import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './bundle/compressed.ts';
import { logos } from './bundle/logos.ts';

/** The catalog holds only declarations: what the console does not import is left out of the bundle. */
const isCatalog = (id: string) => /[\\/]catalog[\\/](src|dist)[\\/]/.test(id);

export default defineConfig({
  plugins: [react(), logos(), compressed()],
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !isCatalog(id) },
    },
  },
});
