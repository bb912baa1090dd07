import type { ComplaintChoiceReply, ComplaintChoiceRequest } from '@doorstep/contracts/embed';
import { Card } from './card.js';
import { ComplaintButtons, type ComplaintAnswer } from './complaint-buttons.js';
import { Heading } from './heading.js';
import { NotSaved } from './not-saved.js';
import { usePanel, useRecord } from './panel-context.js';
import { useWrite } from './use-write.js';

interface Props {
  /** What they are unhappy with: the note that was kept, or the words where none was. */
  readonly about: Pick<ComplaintChoiceRequest, 'voiceId' | 'words' | 'toldAt'>;
  readonly keyFor: (answer: string) => string;
  readonly onAnswered: (answer: ComplaintAnswer, reply: ComplaintChoiceReply) => void;
  readonly onReload: () => void;
}

/** They are unhappy with us: whether they want it treated as a complaint is asked there and then. */
export function ComplaintQuestion({ about, keyFor, onAnswered, onReload }: Props) {
  const { text, announce } = usePanel();
  const { api, record } = useRecord();
  const writing = useWrite();
  const answer = (choice: ComplaintAnswer) => {
    const write = api.complaintChoice({ record, choice, ...about }, keyFor(`complaint ${choice}`));
    writing.start(write, (reply) => {
      announce(text(`complaint.saved.${choice}`));
      onAnswered(choice, reply);
    });
  };
  return (
    <Card labelledBy="doorstep-complaint" busy={writing.busy}>
      <Heading id="doorstep-complaint" takesFocus>
        {text('complaint.title')}
      </Heading>
      <p className="hint">{text('complaint.hint')}</p>
      <ComplaintButtons onAnswer={answer} />
      <NotSaved writing={writing} onReload={onReload} />
    </Card>
  );
}
