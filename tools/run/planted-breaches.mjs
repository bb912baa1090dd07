import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { capture } from './run-process.mjs';

/** One breach of each rule in .dependency-cruiser.cjs, as a file of a small repository of its own. */
const BREACHES = {
  'domain-imports-nothing': ['packages/domain/src/a.ts', 'node:fs'],
  'contracts-import-zod-alone': ['packages/contracts/src/a.ts', 'pg'],
  'connectors-import-domain-and-contracts': ['packages/connectors/src/a.ts', '../../ui/src/innocent.js'],
  'connectors-do-not-reach-out': ['packages/connectors/src/b.ts', 'node:http'],
  'service-imports-no-browser-app': ['apps/service/src/sync/a.ts', '../../../widget/src/innocent.js'],
  'browser-apps-import-contracts-and-ui': ['apps/widget/src/a.ts', '../../../packages/domain/src/innocent.js'],
  'ui-imports-none-of-ours': ['packages/ui/src/a.ts', '../../domain/src/innocent.js'],
  'testing-stays-in-tests': ['apps/service/src/sync/b.ts', '../../../../packages/testing/src/innocent.js'],
  'capability-through-its-index': ['apps/service/src/sync/c.ts', '../prompting/innocent.js'],
  'queue-behind-the-platform': ['apps/service/src/sync/d.ts', 'bullmq'],
  'out-through-the-guarded-client': ['apps/service/src/sync/e.ts', 'undici'],
  'no-circles': ['apps/service/src/sync/f.ts', './f.js'],
  'everything-is-found': ['apps/service/src/sync/g.ts', './nowhere.js'],
};

/**
 * Plants a breach of every boundary and looks whether it is noticed, each one in the file it was planted in.
 * @returns what went unnoticed, a line each; empty when the rules bite
 */
export async function unnoticedBreaches() {
  const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs').forbidden.map(({ name }) => name);
  const found = await cruisePlanted();
  return [
    ...rules.filter((name) => !BREACHES[name]).map((name) => `${name}: no breach of this rule is planted`),
    ...Object.entries(BREACHES)
      .filter(([name, [file]]) => !found.some((one) => one.rule.name === name && one.from === file))
      .map(([name, [file, target]]) => `${name}: ${file} importing ${target} was not reported`),
  ];
}

async function cruisePlanted() {
  mkdirSync(join(root, '.turbo'), { recursive: true });
  const folder = mkdtempSync(join(root, '.turbo', 'planted-'));
  try {
    for (const [file, target] of Object.values(BREACHES)) {
      put(folder, file, `import * as planted from '${target}';\nexport const use = planted;\n`);
      if (target.endsWith('innocent.js'))
        put(folder, join(dirname(file), target.replace('.js', '.ts')), 'export {};\n');
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const config = join(root, '.dependency-cruiser.cjs');
    const words = ['--config', config, '--output-type', 'json', 'apps', 'packages'];
    const { output } = await capture(process.execPath, [cruiser, ...words], { cwd: folder });
    return JSON.parse(output).summary.violations;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function put(folder, file, content) {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

/** The program of dependency-cruiser. */
export const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
