import { useEffect } from 'react';
import { announce } from '../announce.js';

/** Grey bars where rows will be, after 300 ms; says what is being fetched, such as “Getting runs.” */
export function LoadingRows({ says, rows = 4 }: { readonly says: string; readonly rows?: number }) {
  useEffect(() => {
    const timer = setTimeout(() => announce(says), 300);
    return () => clearTimeout(timer);
  }, [says]);
  return (
    <div className="loading" aria-busy="true">
      <p className="unseen">{says}</p>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="loading-row" aria-hidden="true" />
      ))}
    </div>
  );
}
