import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly body?: string;
  readonly tone?: 'plain' | 'warning';
  readonly children?: ReactNode;
}

/** Something to know here, with what to do about it. */
export function Notice({ title, body, tone = 'plain', children }: Props) {
  return (
    <section className={`band band-${tone}`}>
      <h2>{title}</h2>
      {body && <p>{body}</p>}
      {children}
    </section>
  );
}
