import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { guardedClient } from '../../platform/http/guarded-client.js';
import type { Installation } from '../installations/installation.entity.js';

/** A set of keys is small and near; who waits for it is a member of staff. */
const limits = { silenceMs: 3_000, totalMs: 4_000, bytes: 256 * 1024, attempts: 0 };
/** Milliseconds that a set is used for before it is read again. */
const cacheMaxAge = 10 * 60_000;
/** Milliseconds between two readings, for a key that is not in the set and after one that failed. */
const cooldownDuration = 30_000;

interface KeySet {
  readonly from: string;
  readonly keys: JWTVerifyGetKey;
  readonly close: () => Promise<void>;
}

/** The keys that hosts publish, read through the guarded client alone and kept for a while. */
@Injectable()
export class KeySets implements OnModuleDestroy {
  private readonly sets = new Map<string, KeySet>();
  private readonly ending = new AbortController();

  /** Finds the key a token names in the set at the installation's address; the kind of the key decides the algorithm. */
  of({ id, keySetUrl, keySetAddresses }: Installation & { keySetUrl: string }): JWTVerifyGetKey {
    const from = [keySetUrl, ...keySetAddresses].join(' ');
    const known = this.sets.get(id);
    if (known?.from === from) return known.keys;
    if (known) void known.close();
    const made = this.read(from, keySetUrl, keySetAddresses);
    this.sets.set(id, made);
    return made.keys;
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await Promise.all([...this.sets.values()].map(({ close }) => close()));
  }

  private read(from: string, url: string, addresses: readonly string[]): KeySet {
    const client = guardedClient(addresses, this.ending.signal, limits);
    let readAt = -Infinity;
    const keys = createRemoteJWKSet(new URL(url), {
      cacheMaxAge,
      cooldownDuration,
      [customFetch]: async (address) => {
        // The library waits after a reading that went well. One that did not is no reason to call the host over and over.
        if (Math.abs(Date.now() - readAt) < cooldownDuration) throw new Error('The set of keys was read just now.');
        readAt = Date.now();
        const { status, body } = await client.get({ url: address });
        return new Response(body, { status });
      },
    });
    return { from, keys, close: () => client.close() };
  }
}
