import { useNavigate } from 'react-router';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { blank, nextCode } from './draft.js';
import { readLibrary, useLibrary } from './use-library.js';
import { WritePrompt } from './write-prompt.js';

/** A prompt of the landlord's own, from nothing. */
export function NewPrompt() {
  const text = useText();
  const navigate = useNavigate();
  const mayChange = useMay('prompt-texts.change');
  const { data, error, refetch } = useLibrary();
  return (
    <Page title={text('prompts.new')} lead={text('prompts.newLead')} isWide>
      {!mayChange ? (
        <NoPermission to="prompt-texts.change" />
      ) : data ? (
        <WritePrompt
          code={nextCode(data)}
          takeCode={async () => nextCode(await readLibrary())}
          from={blank}
          version={0}
          onKept={(code, isDraft) => void navigate(`/prompts/${code}`, { state: { did: isDraft ? 'kept' : 'used' } })}
          onBack={() => void navigate('/prompts')}
        />
      ) : error ? (
        <ErrorNotice error={error} title={text('prompts.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('prompts.getting')} />
      )}
    </Page>
  );
}
