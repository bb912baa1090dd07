import { describe, expect, it } from '@jest/globals';
import { handOffRoutes, type HandOffRoute } from './hand-off-route.js';
import { matchRoutes } from './match-routes.js';
import type { OwnPhrase } from './own-phrases.js';
import { shippedRouteModel } from './route-model.js';

const routesOf = (text: string, own: readonly OwnPhrase[] = []): readonly HandOffRoute[] =>
  matchRoutes(text, shippedRouteModel, own).map(({ route }) => route);

describe('what is offered', () => {
  it.each<[string, HandOffRoute]>([
    ['I can smell gas in the kitchen and my head is banging', 'emergency'],
    ["my chest's been bad since the wall behind the bed went black with mould", 'hazard'],
    ['three times they never turned up and nobody rings me back', 'complaint_choice'],
    ["he checks my phone and he won't let me see my sister, I'm frightened of him", 'safeguarding_da'],
    ["I can't go on, I want to end it all, I've saved up my tablets", 'crisis'],
    ['please send me a copy of everything you hold on me', 'data_rights'],
  ])('%s', (text, route) => {
    expect(routesOf(text)).toContain(route);
  });

  it.each([
    'your gas man was brilliant, lovely job',
    'no damp here, touch wood',
    'I could murder a brew',
    'we had mould two winters back, all sorted, lovely now',
  ])('nothing: %s', (text) => {
    expect(routesOf(text)).toEqual([]);
  });

  it('stands in the order of urgency, each route once and at most four', () => {
    const routes = routesOf(
      'sparks from the socket and black mould on the wall and nobody rings back, I want to complain, and the neighbours threaten me',
    );
    expect(routes).toEqual(handOffRoutes.filter((route) => routes.includes(route)));
    expect(routes.length).toBeGreaterThan(1);
    expect(routes.length).toBeLessThanOrEqual(4);
  });

  it('names words of the text that led to it, as they were written', () => {
    const text = 'There’s BLACK MOULD all over the bedroom';
    const hazard = matchRoutes(text, shippedRouteModel).find(({ route }) => route === 'hazard');
    expect(hazard?.because.length).toBeGreaterThan(0);
    for (const words of hazard?.because ?? []) expect(text).toContain(words);
    const stopped = matchRoutes('It comes back behind the bed every winter.', shippedRouteModel);
    expect(stopped.length).toBeGreaterThan(0);
    for (const words of stopped.flatMap(({ because }) => because)) expect(words).toMatch(/\w/);
  });

  it('finds one alarm at the end of a long letter', () => {
    const letter = `${'We had a lovely day out at the seaside with the grandchildren. '.repeat(40)} There is a strong smell of gas in the kitchen and sparks from the socket.`;
    expect(routesOf(letter)).toContain('emergency');
  });
});

describe("a landlord's own phrases", () => {
  const offers: OwnPhrase = { route: 'asb', phrase: 'Tŷ’r Gornel', kind: 'offers' };

  it('offers the route where the phrase is said, whatever its capitals, accents and apostrophes', () => {
    expect(routesOf('we had tea at TYR GORNEL today', [offers])).toContain('asb');
    expect(matchRoutes('we had tea at Tŷ’r Gornel', shippedRouteModel, [offers])).toContainEqual({
      route: 'asb',
      because: ['Tŷ’r Gornel'],
    });
  });

  it('takes whole words only', () => {
    expect(routesOf('lovely cornershop, thank you', [{ route: 'asb', phrase: 'corner', kind: 'offers' }])).toEqual([]);
  });

  it('mutes a route where a phrase says never, and only there', () => {
    const never: OwnPhrase = { route: 'hazard', phrase: 'jelly', kind: 'never' };
    const text = 'there is black mould and damp all over the bedroom wall';
    expect(routesOf(text, [never])).toContain('hazard');
    expect(routesOf(`${text} like jelly`, [never])).not.toContain('hazard');
  });

  it('lets never win over offers, and passes over a phrase without words', () => {
    expect(routesOf('tyr gornel', [offers, { ...offers, kind: 'never' }])).not.toContain('asb');
    expect(routesOf('lovely day', [{ route: 'asb', phrase: ' \u200b!', kind: 'offers' }])).toEqual([]);
  });
});

describe('hostile words', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t\u00a0 '],
    ['invisible characters', '\u200b\u200d\ufeff\u2060'],
    ['emoji', '🔥🏠👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿'.repeat(200)],
    ['right to left', '\u202eمرحبا بالعالم\u202c שלום '.repeat(300)],
    ['a lone surrogate', '\ud83d mould \udc00'],
    ['stacked accents', `m${'\u0301'.repeat(5000)}ould`],
    ['one endless word', 'a'.repeat(10_000)],
    ['ten thousand characters', 'mould and damp, no gas; '.repeat(417)],
    ['names of object members', 'constructor __proto__ toString hasOwnProperty'],
    ['markup', "<script>alert(1)</script> {{7*7}} %s ' OR 1=1 --"],
  ])('%s', (_, text) => {
    expect(() => matchRoutes(text, shippedRouteModel)).not.toThrow();
  });

  it('reads through invisible characters and drawn-out letters', () => {
    expect(routesOf('there is black mo\u200buld and daaaamp all over the bedroom wall')).toContain('hazard');
  });

  it('gives the same answer every time', () => {
    const text = 'the ceiling is coming down and I rang four times';
    expect(matchRoutes(text, shippedRouteModel)).toEqual(matchRoutes(text, shippedRouteModel));
  });
});
