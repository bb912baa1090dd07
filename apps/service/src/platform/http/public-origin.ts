import type { FastifyReply, FastifyRequest } from 'fastify';

type Asked = Pick<FastifyRequest, 'headers'>;

/** Where browsers reach the service: as it was configured, or else as a request names it. */
export class PublicOrigin {
  /** `configured` is an origin such as `https://doorstep.elm-homes.example`. */
  constructor(private readonly configured: string | undefined) {}

  /** Cookies then go over TLS alone. */
  get isSecure(): boolean {
    return this.configured?.startsWith('https://') ?? false;
  }

  /** Where nobody asks: as it was configured; null: it was not, and no address of ours can be written down. */
  get known(): string | null {
    return this.configured ?? null;
  }

  /** An origin, without a slash behind it. */
  of({ headers }: Asked): string {
    return this.configured ?? `http://${headers.host ?? '127.0.0.1'}`;
  }

  /**
   * Whether a request was sent by a page of ours. A browser says so itself: by `Sec-Fetch-Site`, which no page can set,
   * and by `Origin` on whatever writes. What says neither is not believed.
   */
  sent({ headers }: Asked): boolean {
    const { origin, 'sec-fetch-site': site } = headers;
    if (site !== undefined && site !== 'same-origin') return false;
    if (origin === undefined) return site !== undefined;
    const ours = this.configured ?? this.of({ headers });
    // Behind a proxy that was not named, the scheme is not ours to know.
    return this.configured === undefined ? hostOf(origin) === hostOf(ours) : origin === ours;
  }

  /** What a cookie of ours is called: over TLS, by a name that only this very host can set. */
  private nameOf(name: string): string {
    return this.isSecure ? `__Host-doorstep-${name}` : `doorstep-${name}`;
  }

  readCookie(request: Pick<FastifyRequest, 'cookies'>, name: string): string | undefined {
    return request.cookies[this.nameOf(name)];
  }

  /** No script can read it. `lax` for what a provider's page has to bring back, `strict` for all else. */
  setCookie(reply: FastifyReply, name: string, value: string, sameSite: 'lax' | 'strict'): void {
    const { isSecure: secure } = this;
    void reply.setCookie(this.nameOf(name), value, { httpOnly: true, secure, sameSite, path: '/' });
  }

  clearCookie(reply: FastifyReply, name: string, sameSite: 'lax' | 'strict'): void {
    const { isSecure: secure } = this;
    void reply.clearCookie(this.nameOf(name), { httpOnly: true, secure, sameSite, path: '/' });
  }
}

/** What the console's session is called among our cookies. */
export const sessionCookie = 'session';

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
