import { once } from 'node:events';

/** Lets the test server go and waits until it has stopped and removed its files. */
export default async function tearDown() {
  const child = globalThis.testServer;
  if (!child || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
}
