import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice.js';
import { LoadingRows } from './loading-rows.js';

interface Props<Data> {
  readonly query: UseQueryResult<Data>;
  /** Said while it is fetched. */
  readonly getting: string;
  /** How many grey bars stand meanwhile. */
  readonly rows?: number;
  /** Said when it cannot be shown. */
  readonly errorTitle: string;
  /** What goes on all the same. */
  readonly errorSays?: string;
  readonly children: (data: Data) => ReactNode;
}

/** What was fetched; grey bars until it is here, and what to do when it does not come. What came before stays. */
export function Answer<Data>({ query, getting, rows, errorTitle, errorSays, children }: Props<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (!error) return <LoadingRows says={getting} {...(rows === undefined ? {} : { rows })} />;
  return (
    <ErrorNotice
      error={error}
      title={errorTitle}
      {...(errorSays === undefined ? {} : { says: errorSays })}
      again={() => void refetch()}
    />
  );
}
