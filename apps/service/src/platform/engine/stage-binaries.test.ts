import { afterEach, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateBinaries, program } from './locate-binaries.js';
import { serverAccount } from './server-account.js';
import { runnableBinaries } from './stage-binaries.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** The installed package as npm leaves it when no install script may run: no links, and here no execute bits. */
function asInstalled(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-binaries-'));
  folders.push(folder);
  const native = join(folder, 'native');
  cpSync(join(locateBinaries(), '..'), folder, { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(join(native, 'lib'), { withFileTypes: true })) {
    if (name.isSymbolicLink()) rmSync(join(native, 'lib', name.name));
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl'] as const) chmodSync(program(native, name), 0o644);
  chmodSync(folder, mode);
  return native;
}

describe('runnableBinaries', () => {
  const account = serverAccount(join(tmpdir(), 'doorstep-no-such-folder'));

  it('makes the links and the execute bits that are missing', () => {
    const native = asInstalled(0o755);
    expect(runnableBinaries(native, account, () => undefined)).toBe(native);
  });

  it('says so once when the server account cannot enter the folder, and copies', () => {
    const native = asInstalled(0o700);
    const said: string[] = [];
    const runnable = runnableBinaries(native, account, (line) => said.push(line));
    if (process.getuid?.() === 0) expect(runnable).toMatch(/^\/var\/tmp\/doorstep-/);
    else expect(runnable).toBe(native);

    expect(runnableBinaries(native, account, (line) => said.push(line))).toBe(runnable);
    expect(said.length).toBeLessThanOrEqual(1);
  });
});
