import * as z from 'zod/mini';

/** Milliseconds that Salesforce has to sign another request. */
const patience = 20_000;
/** Salesforce names the frame that it puts a canvas into by this and the id of the canvas. */
const frameName = 'canvas-frame-';
/** The version of Salesforce's own canvas script whose messages these are. */
const clientVersion = '41.0';

/** What Salesforce answers with: the callback of the message with the same number. */
const answer = z.object({ type: z.literal('callback'), seq: z.number(), status: z.number(), payload: z.unknown() });
const signedAnew = z.object({ response: z.string().check(z.minLength(20), z.maxLength(32_768)) });

let asked = 0;

/**
 * Asks Salesforce to sign another request for this canvas, by the message that `Sfdc.canvas.client.refreshSignedRequest`
 * of its canvas script sends: there is nothing in it that anybody could use. Only the page around us is asked and heard,
 * and only at an origin of the landlord.
 * @param origins Exact, e.g. `https://yourdomain.my.salesforce.com`.
 * @returns The signed request, which nobody has looked at yet; empty where it was refused, or none came in 20 seconds.
 */
export function askCanvas(origins: readonly string[], signal: AbortSignal): Promise<string> {
  const seq = (asked += 1);
  return new Promise((resolve) => {
    const settle = (signed: string) => {
      clearTimeout(timer);
      window.removeEventListener('message', hear);
      signal.removeEventListener('abort', giveUp);
      resolve(signed);
    };
    const giveUp = () => settle('');
    const hear = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || !origins.includes(origin)) return;
      const read = answer.safeParse(parsed(data));
      if (!read.success || read.data.seq !== seq) return;
      const signed = signedAnew.safeParse(read.data.payload);
      settle(read.data.status === 200 && signed.success ? signed.data.response : '');
    };
    const timer = setTimeout(giveUp, patience);
    window.addEventListener('message', hear);
    signal.addEventListener('abort', giveUp, { once: true });
    const client = { oauthToken: 'null', instanceId: window.name.slice(frameName.length), targetOrigin: '*' };
    const body = { type: 'refresh', accessToken: client.oauthToken, config: { client } };
    const message = JSON.stringify({ seq, src: 'client', clientVersion, body, targetModule: 'Canvas' });
    for (const origin of origins) window.parent.postMessage(message, origin);
  });
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
