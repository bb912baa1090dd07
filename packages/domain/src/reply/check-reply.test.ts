import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { checkReply, type ReplyProblem, type ReplyToCheck } from './check-reply.js';
import { waffle } from './reply-words.js';

const plain: ReplyToCheck = {
  result: 'done',
  because: null,
  passedTo: null,
  words: 'You told us the hall light was out. Ines Calder put in a new one on Monday.',
  saidBy: 'Ines Calder, estate care',
  owner: null,
  promisedBy: null,
};

function check(changes: Partial<ReplyToCheck>): readonly ReplyProblem[] {
  return checkReply({ ...plain, ...changes });
}

const rules = (changes: Partial<ReplyToCheck>): readonly string[] =>
  check(changes).map(({ severity, rule }) => `${severity} ${rule}`);

describe('a reply', () => {
  it('that says plainly what came of it has no problems', () => {
    expect(check({})).toEqual([]);
    expect(check({ result: 'not-doing-because', because: 'The wall holds up the flats next door.' })).toEqual([]);
    expect(check({ result: 'passed-to', passedTo: 'the council, which owns the path' })).toEqual([]);
  });

  it('is refused without what its result needs, and without a name', () => {
    expect(rules({ result: 'paused-because', because: '  ' })).toEqual(['refuse because-missing']);
    expect(rules({ result: 'not-doing-because' })).toEqual(['refuse because-missing']);
    expect(rules({ result: 'passed-to', passedTo: '' })).toEqual(['refuse passed-to-missing']);
    expect(rules({ words: ' \n' })).toEqual(['refuse no-words']);
    expect(rules({ promisedBy: '2026-12-04' })).toEqual(['refuse owner-missing']);
    for (const saidBy of ['', '—', 'The Repairs Team', 'Customer services', 'Housing Officer', 'we']) {
      expect(rules({ saidBy })).toEqual(['refuse nobody-named']);
    }
    for (const saidBy of ['Ines Calder', 'Oyelaran T. (repairs team)', 'Siân from the housing team', 'Zoë Ó Briain']) {
      expect(rules({ saidBy })).toEqual([]);
    }
  });

  it.each([
    'Please reply by Friday.',
    'Let us know by 4 December what you think.',
    'Get back to us within the next two weeks.',
    'Tell me before the end of the month.',
    'You need to fill in the form by 12 May.',
    'Ring us within 7 days or we close this.',
    'Within 7 days or it ends.',
    'This is your last chance to have a say.',
    'This is a final reminder.',
    'The deadline is Monday.',
    'You have 14 days.',
    "If we don't hear from you, this is closed.",
    'Rhowch wybod i ni erbyn dydd Gwener.',
    'Dyma eich cyfle olaf.',
  ])('is refused where it puts a deadline on the resident: %s', (words) => {
    expect(rules({ words, owner: 'Ines Calder', promisedBy: '2026-12-04' })).toContain('refuse deadline-on-resident');
  });

  it.each([
    "You'll get a reply by Friday.",
    'We will reply by Friday.',
    'We aim to answer by 4 December.',
    'We missed our own deadline of Monday.',
    'Let us know how that sits with you, whenever you like.',
    'You told us this by letter in May.',
    'The lift was mended within two days.',
    'Ring us on any day between 9 and 5.',
    'You can still tell us more at any time.',
  ])('may set us a date, or none: %s', (words) => {
    expect(rules({ words, owner: 'Ines Calder', promisedBy: '2026-12-04' })).not.toContain(
      'refuse deadline-on-resident',
    );
  });

  it.each([
    'We will mend the gate.',
    "We'll mend the gate.",
    "You'll get a new gate.",
    'A new gate will be put in.',
    "They're going to mend the gate.",
    'I promise a new gate.',
    'Byddwn yn trwsio’r giât.',
  ])('that promises is asked who and by when: %s', (words) => {
    const promise = (changes: Partial<ReplyToCheck>): string | undefined =>
      check({ words, ...changes }).find(({ rule }) => rule === 'promise')?.message;
    expect(promise({})).toMatch(/add who sees to it and by when/);
    expect(promise({ owner: 'Ines Calder' })).toMatch(/add by when,/);
    expect(promise({ owner: 'Ines Calder', promisedBy: '2026-12-04' })).toBeUndefined();
  });

  it.each(['We will not mend the gate, as it is not ours.', 'We are not going to mend it.', 'I was well. We went.'])(
    'that promises nothing is not: %s',
    (words) => {
      expect(rules({ words })).toEqual([]);
    },
  );

  it('is warned of each phrase that says nothing, in the reason as well', () => {
    expect(waffle.length).toBeGreaterThanOrEqual(40);
    for (const phrase of waffle) {
      const said = check({ result: 'paused-because', because: `So ${phrase.toUpperCase()}, we said.` });
      expect(said.map(({ message }) => message).join()).toContain(`"${phrase}" tells them nothing`);
    }
  });

  it('is warned of office words, big claims and long words', () => {
    expect(rules({ words: 'We co-produced the gate.' })).toEqual(['warn involvement-word']);
    expect(rules({ words: 'Wedi’i gyd-gynhyrchu? Cyd-gynhyrchu.' })).toContain('warn involvement-word');
    expect(rules({ words: 'The contractor came to your home.' })).toEqual(['warn office-word']);
    const long = 'Comprehensive investigations established considerable deterioration necessitating rehabilitation.';
    expect(rules({ words: long })).toContain('warn hard-to-read');
    expect(rules({ words: long, language: 'cy' })).toEqual([]);
  });

  it('can be anything at all: each problem is one sentence that says what to do', () => {
    const anything = fc.record({
      result: fc.constantFrom<ReplyToCheck['result']>(
        'done',
        'doing',
        'paused-because',
        'not-doing-because',
        'passed-to',
      ),
      because: fc.option(fc.string({ unit: 'binary' }), { nil: null }),
      passedTo: fc.option(fc.string(), { nil: null }),
      words: fc.string({ unit: 'binary', maxLength: 300 }),
      saidBy: fc.string({ unit: 'binary' }),
      owner: fc.option(fc.string(), { nil: null }),
      promisedBy: fc.constantFrom(null, '2026-12-04'),
    });
    fc.assert(
      fc.property(anything, (reply) => {
        for (const { message } of checkReply(reply)) expect(message).toMatch(/[.]$/);
      }),
      runs,
    );
  });

  it('can be as long as several pages of the same words', () => {
    for (const words of ['please reply ', 'we will by ', 'you must answer this by ', 'within 7 ']) {
      expect(check({ words: words.repeat(4000) }).length).toBeGreaterThan(0);
    }
  });
});
