import { SourceProblem, type FetchedText } from '@doorstep/connectors';
import { SignJWT } from 'jose';
import { DeliveryProblem } from './delivery-problem.js';
import type { TextContext, TextProvider } from './text-provider.js';

/** GOV.UK Notify, https://docs.notifications.service.gov.uk/rest-api.html */
export const notify: TextProvider = {
  async send(context, { to, text, reference }) {
    const body = JSON.stringify({
      phone_number: to,
      template_id: context.settings.templateId,
      personalisation: { message: text },
      reference,
    });
    const answer = await ask(context, (headers) =>
      context.client.send({
        method: 'POST',
        url: addressOf(context, 'v2/notifications/sms'),
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      }),
    );
    if (answer.status !== 201) throw refused(answer);
    const id = read(answer.body)['id'];
    // The text is on its way even when the receipt cannot be read.
    return typeof id === 'string' && /^[\w-]{1,100}$/.test(id) ? id : reference;
  },

  async check(context) {
    try {
      const template = await ask(context, (headers) =>
        context.client.get({
          url: addressOf(context, `v2/template/${context.settings.templateId}`),
          headers,
        }),
      );
      const signedIn = { name: 'sign-in', ok: true, detail: 'The provider knows the service and its key.' };
      if (template.status === 401 || template.status === 403) throw refused(template);
      if (template.status !== 200)
        return [
          signedIn,
          { name: 'template', ok: false, detail: 'The provider does not know this template. Check its id.' },
        ];
      const { type, body } = read(template.body);
      const isFit = type === 'sms' && String(body).includes('((message))');
      return [
        signedIn,
        {
          name: 'template',
          ok: isFit,
          detail: isFit
            ? 'The template takes the words of a reply.'
            : 'Make it a text message template that holds ((message)).',
        },
      ];
    } catch (error) {
      if (!(error instanceof DeliveryProblem)) throw error;
      return [{ name: error.code === 'sign-in-refused' ? 'sign-in' : 'address', ok: false, detail: error.message }];
    }
  },
};

function addressOf({ settings }: TextContext, path: string): string {
  return `${settings.baseUrl.replace(/\/+$/, '')}/${path}`;
}

async function ask(
  { settings, key }: TextContext,
  work: (headers: Readonly<Record<string, string>>) => Promise<FetchedText>,
): Promise<FetchedText> {
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(settings.serviceId)
    .setIssuedAt()
    .sign(new TextEncoder().encode(key));
  try {
    return await work({ authorization: `Bearer ${token}` });
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    if (error.code === 'blocked-address') throw new DeliveryProblem('blocked-address', 'try-later', error.message);
    throw error.retryable
      ? new DeliveryProblem('unreachable', 'try-later', 'The text provider cannot be reached. Check its address.')
      : new DeliveryProblem('cut-off', 'unknown', 'The connection broke off: the text provider may have the text.');
  }
}

function refused({ status, headers }: FetchedText): DeliveryProblem {
  if (status === 401 || status === 403)
    return new DeliveryProblem(
      'sign-in-refused',
      'try-later',
      'The text provider refused the service id or its key. Set them again.',
    );
  if (status === 429) {
    const seconds = Number(headers['retry-after'] ?? NaN);
    return new DeliveryProblem(
      'too-many-requests',
      'try-later',
      'The text provider asked us to slow down.',
      Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 86_400) : null,
    );
  }
  // A 5xx of a gateway may hide that the text was taken.
  if (status >= 500)
    return new DeliveryProblem('cut-off', 'unknown', `The text provider failed (${status}) and may have the text.`);
  return new DeliveryProblem('message-refused', 'refused', `The text provider refused the text (${status}).`);
}

function read(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
