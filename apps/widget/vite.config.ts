import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defaultClientConditions, defineConfig, type InlineConfig, type Plugin, type UserConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };
const here = (path: string) => new URL(path, import.meta.url).pathname;

// Preact's compatibility layer is a sixth of React's size, and a host pays for every byte beside every record.
const onPreact = process.env['EMBED_RUNTIME'] !== 'react';
const preactInstead = [
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react$/, replacement: 'preact/compat' },
];
/** The panel's elements are made by our own hand, so that none of its handlers throws into the page. */
const guarded = { find: /^guarded\/jsx-runtime$/, replacement: here('src/panel/guarded-jsx.ts') };
const guardedReact = () => react({ jsxImportSource: 'guarded' });

const target = 'es2022';
const define = { 'process.env.NODE_ENV': '"production"', DOORSTEP_VERSION: JSON.stringify(version) };
const conditions = ['@doorstep/source', ...defaultClientConditions];

/** Scripts that a host page loads by a tag, each one file of its own: name served, and source. */
const classicScripts = {
  doorstep: 'src/loader.ts',
  'doorstep-frame': 'src/frame/frame-script.ts',
};
/** Modules that the pages of our own load. They are built apart: what a page of ours needs weighs on no host's page. */
const pages = {
  'frame-page': 'src/frame/page.ts',
  'link-page': 'src/frame/link-page.ts',
  'canvas-page': 'src/frame/canvas-page.ts',
  'said-page': 'src/said/said-page.ts',
};

/** What is kept of each version: the address to pin, its hash for `integrity`, and every file that it needs. */
interface Version {
  readonly script: string;
  readonly integrity: string;
  readonly files: readonly string[];
}
type Versions = Readonly<Record<string, Version>>;

const hashOf = (content: string | Uint8Array) => `sha384-${createHash('sha384').update(content).digest('base64')}`;

const nameOf = (content: string) => createHash('sha256').update(content).digest('hex').slice(0, 8);

/**
 * Builds the classic scripts once the names and hashes of the modules are known, names this version's loader for good,
 * and carries over the versions that the folder held before: a host that pinned one of them still finds it.
 */
function loaders(): Plugin {
  let outDir: string;
  const earlier = new Map<string, Uint8Array>();
  let versions: Versions = {};
  return {
    name: 'doorstep-loaders',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    // Before the folder is emptied.
    buildStart() {
      const kept = join(outDir, 'versions.json');
      versions = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Versions) : {};
      versions = Object.fromEntries(Object.entries(versions).filter(([name]) => name !== version));
      for (const name of Object.values(versions).flatMap(({ files }) => files))
        earlier.set(name, readFileSync(join(outDir, name)));
    },
    // Last of all: a chunk that fetches another is still written to, and its hash must be of what is served.
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const panel = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === 'panel');
        if (panel?.type !== 'chunk') throw new Error('The panel was not built.');
        const firstView = [panel.fileName, ...panel.imports].map((file) => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk') throw new Error(`The panel needs ${file}, which was not built.`);
          return { file, integrity: hashOf(chunk.code) };
        });
        const emit = (fileName: string, source: string | Uint8Array) =>
          this.emitFile({ type: 'asset', fileName, source });
        const names = Object.keys(bundle);
        const framed = await classicScript('src/frame/instead-of-element.ts', {});
        const instead = { file: `assets/frame-${nameOf(framed)}.js`, integrity: hashOf(framed) };
        emit(instead.file, framed);
        names.push(instead.file);
        const known = { DOORSTEP_FIRST_VIEW: JSON.stringify(firstView), DOORSTEP_INSTEAD: JSON.stringify(instead) };
        for (const [name, entry] of Object.entries(classicScripts)) {
          const code = await classicScript(entry, known);
          emit(`${name}.js`, code);
          if (name !== 'doorstep') continue;
          const script = `doorstep-${version}.js`;
          emit(script, code);
          versions = { ...versions, [version]: { script, integrity: hashOf(code), files: [script, ...names] } };
        }
        for (const part of await outputOf({ ...modules(pages, '[name].js'), configFile: false, root: here('.') }))
          if (!names.includes(part.fileName)) emit(part.fileName, part.type === 'chunk' ? part.code : part.source);
        for (const [name, content] of earlier) if (bundle[name] === undefined) emit(name, content);
        emit('versions.json', JSON.stringify(versions, null, 2));
      },
    },
  };
}

/** One source as one script that a tag can load, whatever the page's own scripts are. */
async function classicScript(entry: string, known: Readonly<Record<string, string>>): Promise<string> {
  const [script] = await outputOf({
    configFile: false,
    root: here('.'),
    define: { ...define, ...known },
    resolve: { conditions },
    build: {
      target,
      minify: true,
      copyPublicDir: false,
      lib: { entry: here(entry), formats: ['iife'], name: 'DoorstepScript' },
    },
  });
  if (script?.type !== 'chunk') throw new Error(`${entry} was not built.`);
  return script.code;
}

async function outputOf(config: InlineConfig) {
  const built = await build({ ...config, logLevel: 'error', build: { ...config.build, write: false } });
  return (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
}

/** Every script as browsers ask for it, compressed once instead of for each request. */
function compressed(): Plugin {
  return {
    name: 'doorstep-compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, part] of Object.entries(bundle)) {
          if (!fileName.endsWith('.js')) continue;
          const content = part.type === 'chunk' ? part.code : part.source;
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(content, { level: 9 }) });
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(content) });
        }
      },
    },
  };
}

/** How modules are built; what comes after their entries is named by its content. */
function modules(input: Readonly<Record<string, string>>, entryFileNames: string): UserConfig {
  return {
    // A chunk finds the next one beside itself, wherever a landlord serves them from.
    base: './',
    plugins: [guardedReact()],
    define,
    resolve: { conditions, alias: [guarded, ...(onPreact ? preactInstead : [])] },
    build: {
      target,
      // The oldest that know `light-dark()`; for older ones it would be rewritten into something that follows no host.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      minify: true,
      copyPublicDir: false,
      emptyOutDir: true,
      // The loader fetches what the first view needs itself; a helper that writes into the host's head is not wanted.
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'allow-extension',
        // A contract is only a shape: what a screen does not read comes with no screen, or with the one that does.
        treeshake: { moduleSideEffects: [{ test: /packages\/contracts\/src\//, sideEffects: false }] },
        output: { entryFileNames, chunkFileNames: 'assets/[name]-[hash].js' },
      },
    },
  };
}

const panel = modules({ panel: 'src/main.ts' }, 'assets/[name]-[hash].js');

export default defineConfig({ ...panel, plugins: [guardedReact(), loaders(), compressed()] });
