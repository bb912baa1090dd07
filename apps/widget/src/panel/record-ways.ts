import { createContext, useContext } from 'react';

/** What a card of one record can do without knowing where it stands. */
export interface RecordWays {
  readonly openLog: () => void;
  /** The officer has just come back from logging, and gets the focus where it began. */
  readonly cameBackFromLog: boolean;
  /** A card offers the way to log itself; the header need not then. Returns what takes it back. */
  readonly offersLog: () => () => void;
  /** Shows the record afresh. */
  readonly reload: () => void;
}

export const RecordWaysServices = createContext<RecordWays | null>(null);

export function useRecordWays(): RecordWays {
  const ways = useContext(RecordWaysServices);
  if (ways === null) throw new Error('A card was rendered outside its record.');
  return ways;
}
