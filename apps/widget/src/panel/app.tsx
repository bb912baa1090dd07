import { takenThroughOf, type PanelContext } from '../context.js';
import { ErrorBoundary } from './error-boundary.js';
import { Frame } from './frame.js';
import { NoRecord } from './no-record.js';
import { PanelServices, RecordServices, type OpenRecord, type Panel } from './panel-context.js';
import { RecordView } from './record-view.js';

export interface AppProps extends Omit<Panel, 'label' | 'takenThrough'> {
  readonly epoch: number;
  readonly context: PanelContext;
  readonly open: OpenRecord | undefined;
  readonly status: string;
  readonly restart: () => void;
  /** Whether something outside of a render has stopped it. */
  readonly crashed: boolean;
}

/** The whole panel. The epoch keys the part that belongs to one record, so another record never inherits its state. */
export function App({ epoch, context, open, status, restart, crashed, ...services }: AppProps) {
  const label = context.kind === 'one' ? context.label : undefined;
  return (
    <PanelServices value={{ ...services, label, takenThrough: takenThroughOf(context) }}>
      <ErrorBoundary epoch={epoch} crashed={crashed} text={services.text} emit={services.emit} restart={restart}>
        <Frame status={status} open={open}>
          {open ? (
            <RecordServices value={open}>
              <RecordView key={epoch} />
            </RecordServices>
          ) : (
            <NoRecord key={epoch} many={context.kind === 'many'} />
          )}
        </Frame>
      </ErrorBoundary>
    </PanelServices>
  );
}
