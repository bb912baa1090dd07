import { localeFor, textIn } from '@doorstep/ui/text';
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

/** When a screen breaks, what was saved is still there: open the app again. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const text = textIn(localeFor(document.documentElement.lang));
    return (
      <main className="screen">
        <h1>{text('crashed.title')}</h1>
        <button type="button" className="button button-primary button-tall" onClick={() => location.reload()}>
          {text('crashed.start')}
        </button>
      </main>
    );
  }
}
