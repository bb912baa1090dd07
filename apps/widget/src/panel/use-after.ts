import { useEffect, useState } from 'react';
import { usePanel } from './panel-context.js';

/** False at first, true once the milliseconds have passed. */
export function useAfter(milliseconds: number): boolean {
  const { guard } = usePanel();
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => guard(() => setPassed(true)), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
