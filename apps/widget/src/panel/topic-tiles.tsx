import { logTopics, type HandOffRequest, type LogTopic } from '@doorstep/contracts/embed';
import { usePanel } from './panel-context.js';

/** What is not kept here but passed on, with where it goes: the same tiles as at the door. */
const passedOn: readonly { readonly topic: 'danger-now' | 'damp-or-mould' | 'repairs'; readonly route: Route }[] = [
  { topic: 'danger-now', route: 'emergency' },
  { topic: 'damp-or-mould', route: 'hazard' },
  { topic: 'repairs', route: 'service_request' },
];
type Route = HandOffRequest['route'];

interface Props {
  readonly chosen: LogTopic | null;
  /** Chosen again it is taken back. */
  readonly onChoose: (topic: LogTopic | null) => void;
  readonly onPassOn: (route: Route) => void;
}

/** What it was about, in one tap, or none: a topic that somebody else deals with leads to the screen that passes it on. */
export function TopicTiles({ chosen, onChoose, onPassOn }: Props) {
  const { text } = usePanel();
  return (
    <div role="group" aria-labelledby="doorstep-topics">
      <p className="label" id="doorstep-topics">
        {text('log.topic')}
      </p>
      <div className="chips">
        {passedOn.map(({ topic, route }) => (
          <button key={topic} type="button" className="button" onClick={() => onPassOn(route)}>
            {text(`topic.${topic}`)}
          </button>
        ))}
        {logTopics.map((topic) => (
          <button
            key={topic}
            type="button"
            className="button"
            aria-pressed={topic === chosen}
            onClick={() => onChoose(topic === chosen ? null : topic)}
          >
            {topic === chosen && <span aria-hidden="true">✓ </span>}
            {text(`topic.${topic}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
