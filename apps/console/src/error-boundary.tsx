import { Component, type ReactNode } from 'react';
import { useText } from './language.js';

interface Props {
  readonly children: ReactNode;
}

/** When a screen breaks, the service goes on: load the page again. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

/** What shows instead of a screen that broke. */
export function Broken() {
  const text = useText();
  return (
    <div className="page page-alone" role="alert">
      <h1>{text('broken.title')}</h1>
      <p>{text('broken.says')}</p>
      <button type="button" className="button button-primary" onClick={() => location.reload()}>
        {text('broken.again')}
      </button>
    </div>
  );
}
