import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };
const base = '/visit/';
const worker = 'sw.js';

/** Tells the service worker what there is, under a name that changes with any byte of it. */
function precache(): Plugin {
  return {
    name: 'doorstep-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const publicFolder = new URL('./public/', import.meta.url);
      const files = new Map<string, string | Uint8Array>(
        readdirSync(publicFolder).map((name) => [name, readFileSync(new URL(name, publicFolder))]),
      );
      for (const [name, part] of Object.entries(bundle)) {
        if (name !== worker) files.set(name, part.type === 'chunk' ? part.code : part.source);
      }
      const hash = createHash('sha256');
      const names = [...files.keys()].sort();
      for (const name of names) hash.update(`${name}\n`).update(files.get(name) ?? '');
      const paths = names.map((name) => (name === 'index.html' ? base : base + name));
      const chunk = bundle[worker];
      if (chunk?.type !== 'chunk') throw new Error('The service worker was not built.');
      const list = JSON.stringify({ version: hash.digest('hex').slice(0, 16), paths });
      chunk.code = chunk.code.replaceAll('DOORSTEP_PRECACHE', list);
    },
  };
}

export default defineConfig({
  base,
  plugins: [react(), precache()],
  define: { DOORSTEP_VERSION: JSON.stringify(version) },
  resolve: { conditions: ['@doorstep/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // The oldest that know `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: false,
    // Nothing inline: the page's policy forbids it.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { app: 'index.html', sw: 'src/service-worker.ts' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? worker : 'assets/[name]-[hash].js') },
    },
  },
});
