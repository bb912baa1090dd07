/** Rows that a driver pushes, for somebody who takes them one by one. */
export interface RowStream<Row> {
  push(row: Row): void;
  fail(error: unknown): void;
  end(): void;
  /** `leave` is called where whoever reads stops before the end. */
  rows(leave: () => void): AsyncIterable<Row>;
}

export function rowStream<Row>(): RowStream<Row> {
  const waiting: Row[] = [];
  let ended: { readonly error: unknown } | 'whole' | null = null;
  let wake: () => void = () => undefined;
  const end = (how: NonNullable<typeof ended>) => {
    ended ??= how;
    wake();
  };
  async function* taken(leave: () => void): AsyncGenerator<Row> {
    let isWhole = false;
    try {
      for (;;) {
        const row = waiting.shift();
        if (row !== undefined) yield row;
        else if (ended === 'whole') {
          isWhole = true;
          return;
        } else if (ended !== null) {
          isWhole = true;
          throw ended.error;
        } else {
          await new Promise<void>((done) => {
            wake = done;
          });
        }
      }
    } finally {
      if (!isWhole) leave();
    }
  }
  return {
    push: (row) => {
      waiting.push(row);
      wake();
    },
    fail: (error) => end({ error }),
    end: () => end('whole'),
    rows: taken,
  };
}
