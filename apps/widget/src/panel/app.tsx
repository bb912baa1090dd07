import { textIn, type Locale } from '@doorstep/ui/text';
import type { PanelContext } from '../context.js';
import { ErrorBoundary } from './error-boundary.js';
import { Frame } from './frame.js';
import { NoRecord } from './no-record.js';
import { PanelServices, RecordServices, type OpenRecord, type Panel } from './panel-context.js';
import { RecordView } from './record-view.js';

export interface AppProps extends Omit<Panel, 'text' | 'label'> {
  readonly epoch: number;
  readonly locale: Locale;
  readonly context: PanelContext;
  readonly open: OpenRecord | undefined;
  readonly status: string;
  readonly restart: () => void;
}

/** The whole panel. The epoch keys the part that belongs to one record, so another record never inherits its state. */
export function App({ epoch, context, open, status, restart, ...services }: AppProps) {
  const text = textIn(services.locale);
  const label = context.kind === 'one' ? context.label : undefined;
  return (
    <PanelServices value={{ ...services, text, label }}>
      <ErrorBoundary epoch={epoch} text={text} emit={services.emit} restart={restart}>
        <Frame status={status}>
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
