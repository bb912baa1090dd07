import { Navigate } from 'react-router';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Page } from '../../parts/page.js';
import { HowItRuns } from '../running/health.js';
import { LoopsClosed } from './loops-closed.js';
import { SetUp } from './set-up.js';
import { useSetUp } from './steps.js';

/**
 * The first screen: setting up until the first team is live; then what came of what people said, before all else, and how
 * it runs. How much was said, asked or sent stands nowhere on it: many words that came to nothing are no success.
 */
export function Home() {
  const text = useText();
  const mayRead = useMay('picture.read');
  const { data } = useSetUp();
  if (!data) return <SetUp />;
  if (!data.isLive) return <Navigate to="/set-up" replace />;
  return (
    <Page title={text('home.title')} lead={text('home.lead')}>
      {mayRead && <LoopsClosed />}
      <section aria-labelledby="how-it-runs">
        <h2 id="how-it-runs">{text('home.runs')}</h2>
        <HowItRuns />
      </section>
    </Page>
  );
}
