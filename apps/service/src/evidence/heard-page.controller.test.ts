import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { HeardPageController } from './heard-page.controller.js';
import type { ShowListeningPage } from './show-listening-page.js';

/** Nothing is published by anybody. */
const nothing = { publicly: () => Promise.resolve(null) } as unknown as ShowListeningPage;
const answer = { header: () => answer, status: () => answer } as unknown as FastifyReply;

describe('the public pages', () => {
  it('are refused of a landlord whose were asked for too often, and given of another', async () => {
    const pages = new HeardPageController(nothing);
    const ask = (landlord: string) => pages.english(landlord, undefined, answer);
    const asked = await Promise.allSettled(Array.from({ length: 1_300 }, () => ask('rowan')));
    expect(asked.some(({ status }) => status === 'rejected')).toBe(true);
    await expect(ask('alder')).resolves.toContain('<html');
  });

  it('are counted as one where more names are asked for than there can be landlords', async () => {
    const pages = new HeardPageController(nothing);
    const asked = await Promise.allSettled(
      Array.from({ length: 3_000 }, (_, at) => pages.welsh(`made-up-${at}`, undefined, answer)),
    );
    expect(asked.some(({ status }) => status === 'rejected')).toBe(true);
    expect(asked.slice(0, 1_000).every(({ status }) => status === 'fulfilled')).toBe(true);
  });
});
