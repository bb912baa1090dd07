import { englishText } from '@doorstep/ui/panel-text';
import { useId } from 'react';
import { useText } from '../../language.js';

interface Props {
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly whyAsking: string;
}

/** A prompt as the panel shows it to an officer, in the panel's own words. Nothing in it can be pressed. */
export function PanelPreview({ title, say, probe, whyAsking }: Props) {
  const text = useText();
  const id = useId();
  return (
    <figure className="panel-preview" aria-labelledby={id}>
      <figcaption id={id}>{text('prompts.preview')}</figcaption>
      <div className="panel-card" lang="en-GB">
        <span className="panel-tag">{englishText('kind.ask')}</span>
        <p className="panel-title">{title}</p>
        {say !== '' && <blockquote className="panel-say">“{say}”</blockquote>}
        <div className="panel-answers">
          <span className="panel-answer panel-answer-first">{englishText('prompt.toldMe')}</span>
          <span className="panel-answer">{englishText('prompt.takePart')}</span>
          <span className="panel-answer">{englishText('prompt.notThisTime')}</span>
        </div>
        <div className="panel-why">
          <p>
            <strong>{englishText('prompt.why')}</strong>
          </p>
          <p>
            <strong>{englishText('prompt.sayFirst')}</strong> “{englishText('prompt.readOut', { why: whyAsking })}”
          </p>
        </div>
      </div>
      {probe !== '' && (
        <>
          <p className="hint">{text('prompts.previewNext')}</p>
          <p className="panel-next" lang="en-GB">
            {englishText('words.probe')} “{probe}”
          </p>
        </>
      )}
    </figure>
  );
}
