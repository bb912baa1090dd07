import type { PanelView } from '@doorstep/contracts/embed';
import { useCallback, useEffect, useState } from 'react';
import { codeOf, type FaultCode } from '../fault.js';
import { Conversation } from './conversation.js';
import { FaultNotice } from './fault-notice.js';
import { Loading } from './loading.js';
import { OtherNote } from './other-note.js';
import { usePanel, useRecord } from './panel-context.js';
import { useOnline } from './use-online.js';

type State =
  | { readonly at: 'loading' }
  | { readonly at: 'fault'; readonly code: FaultCode }
  | { readonly at: 'ready'; readonly view: PanelView };

/** One record, from the request for its prompts to whatever the officer does with them. */
export function RecordView() {
  const { text, announce, emit, focusPanel } = usePanel();
  const { api, signal } = useRecord();
  const [state, setState] = useState<State>({ at: 'loading' });

  const load = useCallback(async () => {
    setState({ at: 'loading' });
    // A host that sets two attributes one after the other means one record: the first of them is aborted by now.
    await Promise.resolve();
    if (signal.aborted) return;
    try {
      const view = await api.view();
      if (signal.aborted) return;
      setState({ at: 'ready', view });
      emit('doorstep-prompts', { count: view.prompts.length });
      const count = view.prompts.length;
      announce(count > 0 ? text('prompt.arrived', { count }) : text('empty.title'));
    } catch (thrown) {
      if (signal.aborted) return;
      const code = codeOf(thrown);
      setState({ at: 'fault', code });
      emit('doorstep-error', { code, fatal: false });
    }
    // The services change identity with every render of the panel; the record, and with it this view, does not.
  }, [api, signal]);

  useEffect(() => void load(), [load]);
  useOnline(() => state.at === 'fault' && state.code === 'network' && void load());

  const again = () => {
    focusPanel();
    void load();
  };

  return (
    <>
      <OtherNote />
      {state.at === 'loading' && <Loading />}
      {state.at === 'fault' && <FaultNotice code={state.code} onTryAgain={again} />}
      {state.at === 'ready' && <Conversation view={state.view} onReload={again} />}
    </>
  );
}
