import { speakers, supports, takenThrough, voiceKinds } from '@doorstep/contracts/embed';
import type { About } from '../drafts.js';
import { Choice } from './choice.js';
import { LineField } from './line-field.js';
import { usePanel } from './panel-context.js';
import { Radios } from './radios.js';
import { Tick } from './tick.js';

interface Props {
  /** Groups the radios; one of each on screen. */
  readonly name: string;
  readonly about: About;
  readonly onChange: (part: Partial<About>) => void;
}

/** Speakers who do not belong to a household of ours: a reply reaches them only where they say. */
const elsewhere: readonly About['speaker'][] = ['neighbour', 'partner', 'trader', 'other'];

/** What kind of thing it is. Not sure is fine. */
export function KindField({ name, about, onChange }: Props) {
  const { text } = usePanel();
  return (
    <Radios
      legend={text('log.kind')}
      name={`${name}-kind`}
      layout="chips"
      chosen={about.kind ?? ('none' as const)}
      choices={[
        ...voiceKinds.map((kind) => ({ value: kind, label: text(`outcome.${kind}`) })),
        { value: 'none' as const, label: text('log.notSure') },
      ]}
      onChoose={(kind) => onChange({ kind: kind === 'none' ? null : kind })}
    />
  );
}

/** Whose words they are. */
export function WhoseField({ name, about, onChange }: Props) {
  const { text } = usePanel();
  return (
    <Radios
      legend={text('words.whose')}
      name={`${name}-whose`}
      chosen={about.whose}
      choices={(['own', 'relayed', 'reading'] as const).map((whose) => ({
        value: whose,
        label: text(`words.${whose}`),
      }))}
      onChoose={(whose) => onChange({ whose })}
    />
  );
}

/** Whether their name stays with it; not asked where nothing of them is kept. */
export function KeepNameField({ name, about, onChange }: Props) {
  const { text } = usePanel();
  if (about.isAnonymous) return null;
  return (
    <Radios
      legend={text('words.keepName')}
      name={`${name}-keep-name`}
      layout="inline"
      chosen={about.keepName ? 'yes' : 'no'}
      choices={[
        { value: 'yes', label: text('words.yes') },
        { value: 'no', label: text('words.no') },
      ]}
      onChoose={(answer) => onChange({ keepName: answer === 'yes' })}
    />
  );
}

/** Whether somebody is to answer them; not asked where nothing of them is kept. */
export function WantsReplyField({ about, onChange }: Omit<Props, 'name'>) {
  const { text } = usePanel();
  if (about.isAnonymous) return null;
  return (
    <Tick
      label={text('about.wantsReply')}
      checked={about.wantsReply}
      onTick={(wantsReply) => onChange({ wantsReply })}
    />
  );
}

/** Everything else that may go with words, each with what is usual already chosen. */
export function MoreFields({ about, onChange }: Omit<Props, 'name'>) {
  const { text } = usePanel();
  const { speaker, isAnonymous } = about;
  return (
    <>
      <Choice
        label={text('about.speaker')}
        choices={speakers.map((value) => ({ value, label: text(`about.speaker.${value}`) }))}
        chosen={speaker}
        onChoose={(chosen) => onChange({ speaker: chosen })}
      />
      <Choice
        label={text('about.takenThrough')}
        choices={takenThrough.map((value) => ({ value, label: text(`about.takenThrough.${value}`) }))}
        chosen={about.takenThrough}
        onChoose={(chosen) => onChange({ takenThrough: chosen })}
      />
      <Choice
        label={text('about.supportedBy')}
        choices={[
          { value: 'none' as const, label: text('about.supportedBy.none') },
          ...supports.map((value) => ({ value, label: text(`about.supportedBy.${value}`) })),
        ]}
        chosen={about.supportedBy ?? ('none' as const)}
        onChoose={(chosen) => onChange({ supportedBy: chosen === 'none' ? null : chosen })}
      />
      <LineField
        label={text('about.place')}
        hint={text('about.placeHint')}
        value={about.place}
        most={200}
        onWrite={(place) => onChange({ place })}
      />
      <div>
        <Tick label={text('about.mayShare')} checked={about.mayShare} onTick={(mayShare) => onChange({ mayShare })} />
        <Tick
          label={text('about.isAboutAnother')}
          hint={text('about.aboutAnotherHint')}
          checked={about.isAboutAnother}
          onTick={(isAboutAnother) => onChange({ isAboutAnother })}
        />
        <Tick
          label={text('about.isAnonymous')}
          hint={text('about.anonymousHint')}
          checked={isAnonymous}
          onTick={(anonymous) => onChange({ isAnonymous: anonymous })}
        />
      </div>
      {!isAnonymous && about.wantsReply && elsewhere.includes(speaker) && (
        <LineField
          label={text('about.reach')}
          value={about.reach}
          most={200}
          onWrite={(reach) => onChange({ reach })}
        />
      )}
    </>
  );
}
