import type { Answered, OwedVoice } from '../landlord-desk.js';
import { longDay } from './day.js';
import { element } from './element.js';
import { base, recordPath } from './place.js';

/** What residents said that is owed an answer, with the name where it may be shown. */
type OwedShown = OwedVoice & { readonly name: string | null };

const results = [
  ['done', 'We did it'],
  ['doing', 'We are doing it'],
  ['not-doing-because', 'We are not doing it, because …'],
  ['paused-because', 'It waits, because …'],
  ['passed-to', 'We passed it to …'],
] as const;
const most = 160;

export async function readOwed(signal: AbortSignal): Promise<readonly OwedShown[]> {
  const response = await fetch(`${base}/landlord/answers`, { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`The answers came with ${response.status}`);
  return ((await response.json()) as { items: readonly OwedShown[] }).items;
}

/**
 * The landlord's own desk, which a CRM does not have: what residents said, and an answer to each.
 * @param answered Told when an answer was given.
 */
export function landlordView(owed: readonly OwedShown[], answered: (said: string) => void): readonly Node[] {
  return [
    element('h1', { tabindex: '-1' }, 'Play the landlord: answer what residents said'),
    element(
      'div',
      { class: 'desk' },
      element(
        'p',
        { class: 'desk-note' },
        'For the demonstration only. You are Grace Adeyemi, who manages this neighbourhood. What you write goes through Doorstep’s own API, and comes back beside the resident as “Tell them”.',
      ),
      ...(owed.length > 0
        ? owed.map((voice) => card(voice, answered))
        : [
            element(
              'div',
              { class: 'notice' },
              element('h2', {}, 'Nobody waits for an answer'),
              element('p', { class: 'muted' }, 'Open a resident, and write what they said in the panel first.'),
              element('a', { href: base }, 'Open a resident'),
            ),
          ]),
    ),
  ];
}

function card(voice: OwedShown, answered: (said: string) => void): HTMLElement {
  const section = element(
    'section',
    { class: 'block' },
    element('h2', {}, voice.name ?? 'A resident whose name was not kept'),
    element('blockquote', {}, `“${voice.words}”`),
    element('p', { class: 'muted' }, `Said on ${longDay(voice.since)}`),
  );
  section.append(
    voice.isAnswered
      ? waits(voice)
      : form(voice, () => {
          section.lastElementChild?.replaceWith(waits(voice));
          answered('Answered. It waits beside the resident to be told.');
          section.querySelector('a')?.focus();
        }),
  );
  return section;
}

function waits({ personId, name }: OwedShown): HTMLElement {
  return element(
    'p',
    {},
    element('strong', {}, 'Answered. '),
    'It waits beside the resident to be told. ',
    personId !== null && element('a', { href: recordPath(personId) }, `Open the record of ${name ?? 'the resident'}`),
  );
}

function form({ voiceId, words }: OwedShown, given: () => void): HTMLElement {
  const id = (part: string) => `${part}-${voiceId}`;
  const result = element(
    'select',
    { id: id('result') },
    ...results.map(([value, name]) => element('option', { value }, name)),
  );
  const more = element('input', { id: id('more'), maxlength: '120', autocomplete: 'off' });
  const moreLabel = element('label', { for: id('more') });
  const moreField = element('div', { class: 'field' }, moreLabel, more);
  const written = element('textarea', { id: id('words'), rows: '4', maxlength: '2000' });
  written.value = `You told us: “${shortened(words)}” We did it this week. Thank you for telling us.`;
  const problems = element('div', { class: 'problems', role: 'alert' });
  const send = element('button', { type: 'submit', class: 'button button-main' }, 'Give this answer');
  const made = element(
    'form',
    { class: 'desk-form' },
    field(id('result'), 'What came of it', result),
    moreField,
    field(id('words'), 'You said, we did', written),
    problems,
    send,
  );
  let isAdvised = false;
  const show = () => {
    moreField.hidden = !/because|passed/.test(result.value);
    moreLabel.textContent = result.value === 'passed-to' ? 'Who it was passed to' : 'Because';
    problems.hidden = true;
    isAdvised = false;
    send.textContent = 'Give this answer';
  };
  show();
  result.addEventListener('change', show);
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    void (async () => {
      send.disabled = true;
      const answer = await give({
        ...{ voiceId, result: result.value, words: written.value, knowing: isAdvised },
        ...(!moreField.hidden && { [result.value === 'passed-to' ? 'passedTo' : 'because']: more.value }),
      });
      send.disabled = false;
      if (answer.given) return given();
      isAdvised = answer.mayInsist;
      send.textContent = isAdvised ? 'Give it all the same' : 'Give this answer';
      problems.hidden = false;
      problems.replaceChildren(
        element('p', {}, isAdvised ? 'This could be better:' : 'This cannot be given yet:'),
        element('ul', {}, ...answer.problems.map((sentence) => element('li', {}, sentence))),
      );
    })();
  });
  return made;
}

async function give(answer: object): Promise<Answered> {
  try {
    const response = await fetch(`${base}/landlord/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    });
    if (response.ok) return (await response.json()) as Answered;
  } catch {
    // Said below, as for any other answer that did not come.
  }
  return { given: false, mayInsist: false, problems: ['Doorstep did not answer. Press the button again.'] };
}

function field(id: string, label: string, control: HTMLElement): HTMLElement {
  return element('div', { class: 'field' }, element('label', { for: id }, label), control);
}

function shortened(words: string): string {
  return words.length <= most ? words : `${words.slice(0, most).trimEnd()} …`;
}
