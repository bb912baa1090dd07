import { Navigate } from 'react-router';
import { SetUp } from './set-up.js';
import { useSetUp } from './steps.js';

/** The first screen: setting up until the first team is live, then how it is going. */
export function Home() {
  const { data } = useSetUp();
  if (!data) return <SetUp />;
  return <Navigate to={data.isLive ? '/health' : '/set-up'} replace />;
}
