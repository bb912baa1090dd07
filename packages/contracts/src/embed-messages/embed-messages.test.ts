import { describe, expect, it } from '@jest/globals';
import { hostMessage, initMessage, panelMessage } from './index.js';

const id = '5a1f0c4e-7a52-4c0e-9f55-0b5b9c6c7d11';
const init = { doorstep: 1, t: 'init', nonce: '0123456789abcdef', versions: [1] };
const circle: Record<string, unknown> = {};
circle['self'] = circle;

describe('the first message', () => {
  it.each<[string, object]>([
    ['with nothing but what it needs', init],
    [
      'with everything',
      {
        ...init,
        versions: [1, 2],
        lang: 'cy',
        theme: 'dark',
        preset: 'fluent',
        density: 'compact',
        headingLevel: 3,
        tokens: { '--doorstep-color-accent': '#005ea5', '--doorstep-radius': '0' },
        stickyInset: { top: 56, bottom: 0 },
      },
    ],
  ])('is accepted %s', (_, message) => {
    expect(initMessage.parse(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['without our envelope', { ...init, doorstep: undefined }],
    ['in another envelope', { ...init, doorstep: 2 }],
    ['of another kind', { ...init, t: 'ready' }],
    ['with a nonce that could be guessed', { ...init, nonce: '1' }],
    ['with a nonce without end', { ...init, nonce: 'a'.repeat(65) }],
    ['without a version', { ...init, versions: [] }],
    ['with versions without end', { ...init, versions: Array.from({ length: 21 }, () => 1) }],
    ['with a theme there is not', { ...init, theme: 'neon' }],
    ['with a property that is not ours', { ...init, tokens: { color: 'red' } }],
    ['with a property that ends the rule', { ...init, tokens: { '--doorstep-x:red}*{--y': '1' } }],
    ['with a value without end', { ...init, tokens: { '--doorstep-color-text': 'x'.repeat(201) } }],
    [
      'with properties without end',
      { ...init, tokens: Object.fromEntries(letters(61).map((name) => [`--doorstep-${name}`, '1'])) },
    ],
    ['with a heading level there is not', { ...init, headingLevel: 1 }],
    ['with an inset below nothing', { ...init, stickyInset: { top: -1, bottom: 0 } }],
    ['as text', JSON.stringify(init)],
    ['as nothing', null],
  ])('is refused %s', (_, message) => {
    expect(initMessage.safeParse(message).success).toBe(false);
  });
});

describe('what a host says', () => {
  it.each<object>([
    { t: 'context', id: 1, context: { kind: 'one', type: 'person', id: { host: 'A' }, label: 'A label' } },
    { t: 'context', id: 2, context: null },
    { t: 'token', id: 0, jwt: 'a.b.c' },
    { t: 'tokenError', id: 0 },
    { t: 'theme', theme: 'light', tokens: {} },
    { t: 'theme', stickyInset: { top: 0, bottom: 44 } },
    { t: 'focus', id: 3 },
    { t: 'openLog', id: 4 },
    { t: 'refresh', id: 5 },
    { t: 'destroy' },
  ])('is accepted: $t', (message) => {
    expect(hostMessage.parse(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['a kind there is not', { t: 'eval', code: '1' }],
    ['a kind of the panel', { t: 'ready', nonce: init.nonce, version: 1, panel: '1' }],
    ['a context without a number', { t: 'context', context: null }],
    ['a context too large', { t: 'context', id: 1, context: { label: 'x'.repeat(4000) } }],
    ['a context that goes round', { t: 'context', id: 1, context: circle }],
    ['a context left out', { t: 'context', id: 1 }],
    ['a token that is no text', { t: 'token', id: 1, jwt: {} }],
    ['an empty token', { t: 'token', id: 1, jwt: '' }],
    ['a token too long', { t: 'token', id: 1, jwt: 'x'.repeat(8193) }],
    ['a number below nothing', { t: 'refresh', id: -1 }],
    ['nothing', undefined],
  ])('is refused: %s', (_, message) => {
    expect(hostMessage.safeParse(message).success).toBe(false);
  });
});

describe('what the panel says', () => {
  it.each<object>([
    { t: 'ready', nonce: init.nonce, version: 1, panel: '0.1.0' },
    { t: 'done', id: 1 },
    { t: 'done', id: 1, code: 'context_unreadable' },
    { t: 'token-request', id: 0, reason: 'start', recordKey: 'person:A' },
    { t: 'token-cancel', id: 0 },
    { t: 'resize', height: 320 },
    { t: 'event', name: 'doorstep-context', detail: { epoch: 2, recordKey: null } },
    { t: 'event', name: 'doorstep-prompts', detail: { count: 0 } },
    { t: 'event', name: 'doorstep-outcome', detail: { promptId: id, kind: 'ask', outcome: 'heard' } },
    { t: 'event', name: 'doorstep-outcome', detail: { promptId: id, kind: 'invite', outcome: 'take-part' } },
    { t: 'event', name: 'doorstep-logged', detail: { entryId: id, state: 'sent' } },
    { t: 'event', name: 'doorstep-navigate', detail: { target: { type: 'person', id: 'B' } } },
    { t: 'escape' },
    { t: 'unsaved', unsaved: true },
    { t: 'error', code: 'token_missing', fatal: false },
  ])('is accepted: $t $name', (message) => {
    expect(panelMessage.parse(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['an event there is not', { t: 'event', name: 'doorstep-words', detail: {} }],
    ['an event of the page', { t: 'event', name: 'click', detail: {} }],
    [
      'a name beside a record',
      { t: 'event', name: 'doorstep-context', detail: { epoch: 1, recordKey: null, label: 'A' } },
    ],
    [
      'a name beside a place',
      { t: 'event', name: 'doorstep-navigate', detail: { target: { type: 'person', id: 'B', label: 'B' } } },
    ],
    [
      'words beside an entry',
      { t: 'event', name: 'doorstep-logged', detail: { entryId: id, state: 'sent', words: 'It is damp.' } },
    ],
    ['words for an entry', { t: 'event', name: 'doorstep-logged', detail: { entryId: 'It is damp.', state: 'sent' } }],
    ['a sentence for a reference', { t: 'error', code: 'server', ref: 'It is damp.', fatal: false }],
    ['a sentence for a code', { t: 'error', code: 'Ben Osei is not known', fatal: true }],
    ['a height that is no number', { t: 'resize', height: '100%' }],
    ['a height without end', { t: 'resize', height: 1e9 }],
    ['a reason there is not', { t: 'token-request', id: 0, reason: 'please', recordKey: 'person:A' }],
  ])('is refused: %s', (_, message) => {
    expect(panelMessage.safeParse(message).success).toBe(false);
  });
});

/** So many names of letters only. */
function letters(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => 'a'.repeat(index + 1).slice(0, 40) + String.fromCharCode(97 + (index % 26)),
  );
}
