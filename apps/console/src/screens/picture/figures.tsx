import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';

interface Props<Shown> {
  /** The panel's part of the address. */
  readonly panel: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly children: (shown: Shown) => ReactNode;
}

/** The figures of one panel: while they come, when they do not, and when they are there. */
export function Figures<Shown>({ panel, query = {}, children }: Props<Shown>) {
  const text = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['picture', panel, query],
    queryFn: (): Promise<Shown> =>
      answered(api.GET(`/api/v1/picture/${panel}` as never, { params: { query } } as never)),
  });
  if (data) return children(data);
  if (error) return <ErrorNotice error={error} title={text('picture.errorTitle')} again={() => void refetch()} />;
  return <LoadingRows says={text('picture.getting')} />;
}
