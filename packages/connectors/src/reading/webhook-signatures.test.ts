import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { type SignatureScheme, standardWebhooks, verifySharedKey, verifySignature } from './webhook-signatures.js';

const now = new Date('2026-11-25T12:00:00Z');
const time = String(now.getTime() / 1000);
const key = Buffer.from('a key of our own, thirty-two byte');
const secret = `whsec_${key.toString('base64')}`;
const rawBody = Buffer.from('{"id": "é"}');

function signed(at: string, body: Uint8Array = rawBody, withKey = key): Record<string, string> {
  const signature = createHmac('sha256', withKey).update(`d-1.${at}.`).update(body).digest('base64');
  return { 'webhook-id': 'd-1', 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` };
}

const verify = (headers: Record<string, string>, secrets = [secret], body: Uint8Array = rawBody) =>
  verifySignature(standardWebhooks, { rawBody: body, headers }, secrets, now);

describe('a signed delivery', () => {
  it('is taken with its id', () => {
    expect(verify(signed(time))).toEqual({ accepted: true, deliveryId: 'd-1' });
  });

  it('is taken with either secret while one replaces the other, and with either of two signatures', () => {
    const other = `whsec_${Buffer.from('the secret that comes next').toString('base64')}`;
    expect(verify(signed(time), [other, secret]).accepted).toBe(true);
    const headers = signed(time);
    const two = { ...headers, 'webhook-signature': `v1,AAAA v1a,BBBB ${headers['webhook-signature']}` };
    expect(verify(two).accepted).toBe(true);
  });

  it.each([
    ['signed with another secret', signed(time, rawBody, Buffer.from('another')), 'wrong-signature'],
    ['of another body', signed(time, Buffer.from('{"id": "e"}')), 'wrong-signature'],
    ['of the same JSON in other bytes', signed(time, Buffer.from('{"id":"é"}')), 'wrong-signature'],
    ['with another time than was signed', { ...signed(time), 'webhook-timestamp': '1' }, 'wrong-signature'],
    ['without a signature', { 'webhook-id': 'd-1', 'webhook-timestamp': time }, 'no-signature'],
    ['with a signature of another kind', { ...signed(time), 'webhook-signature': 'v1a,AAAA' }, 'no-signature'],
    ['signed five minutes and a second ago', signed(String(Number(time) - 301)), 'too-old'],
    ['signed five minutes and a second ahead', signed(String(Number(time) + 301)), 'from-the-future'],
    ['signed at no time', signed('soon'), 'too-old'],
  ])('%s is refused', (_what, headers, because) => {
    expect(verify(headers)).toEqual({ accepted: false, because });
  });

  it('is refused where no secret is set', () => {
    expect(verify(signed(time), []).accepted).toBe(false);
  });

  it('needs every bit to be right', () => {
    const headers = signed(time);
    const right = Buffer.from(headers['webhook-signature']!.slice(3), 'base64');
    for (let bit = 0; bit < right.length * 8; bit++) {
      const flipped = Buffer.from(right);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(verify({ ...headers, 'webhook-signature': `v1,${flipped.toString('base64')}` }).accepted).toBe(false);
    }
  });
});

describe('a sender that signs the body alone', () => {
  const scheme: SignatureScheme = {
    header: 'ff-signature',
    prefix: 'sha256=',
    encoding: 'hex',
    signed: [],
    timeHeader: null,
    idHeader: null,
  };

  it('is known by its hex, and its deliveries by their bodies', () => {
    const hex = createHmac('sha256', 'plain text').update(rawBody).digest('hex');
    const delivery = { rawBody, headers: { 'ff-signature': `sha256=${hex}` } };
    expect(verifySignature(scheme, delivery, ['plain text'], now)).toEqual({ accepted: true, deliveryId: null });
    expect(verifySignature(scheme, delivery, ['plain texts'], now).accepted).toBe(false);
  });
});

describe('a sender that repeats a key', () => {
  it('is known by it', () => {
    const check = (headers: Record<string, string>) => verifySharedKey('x-key', { rawBody, headers }, ['old', 'new']);
    expect(check({ 'x-key': 'new' })).toEqual({ accepted: true, deliveryId: null });
    expect(check({ 'x-key': 'newer' })).toEqual({ accepted: false, because: 'wrong-signature' });
    expect(check({})).toEqual({ accepted: false, because: 'no-signature' });
  });
});
