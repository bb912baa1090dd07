import type { Text } from '@doorstep/ui/text';
import { Component, type ReactNode } from 'react';
import type { Panel } from './panel-context.js';

interface Props {
  /** Another record starts afresh, whatever became of the one before. */
  readonly epoch: number;
  /** Something outside of a render has stopped what is in here. */
  readonly crashed: boolean;
  readonly text: Text;
  readonly emit: Panel['emit'];
  readonly restart: () => void;
  readonly children: ReactNode;
}

interface State {
  readonly crashed: boolean;
  readonly epoch: number;
}

/** Where a crash of ours ends: the host must not notice. It uses nothing of the panel but the words. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { crashed: false, epoch: this.props.epoch };

  static getDerivedStateFromProps({ epoch }: Props, state: State): State | null {
    return epoch === state.epoch ? null : { crashed: false, epoch };
  }

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidCatch() {
    this.props.emit('doorstep-error', { code: 'crashed', fatal: false });
  }

  override render() {
    if (!this.state.crashed && !this.props.crashed) return this.props.children;
    const { text, restart } = this.props;
    return (
      <div className="panel">
        <div className="card card-danger" role="alert">
          <p className="title">{text('crashed.title')}</p>
          <p>{text('crashed.body')}</p>
          <div className="actions">
            <button type="button" className="button" onClick={restart}>
              {text('crashed.start')}
            </button>
          </div>
        </div>
      </div>
    );
  }
}
