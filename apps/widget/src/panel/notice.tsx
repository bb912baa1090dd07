import type { ReactNode } from 'react';
import { Heading } from './heading.js';

interface Props {
  readonly title: string;
  readonly tone?: 'plain' | 'danger';
  readonly takesFocus?: boolean;
  readonly children?: ReactNode;
}

/** A card that says how things stand when there is no prompt. */
export function Notice({ title, tone = 'plain', takesFocus = false, children }: Props) {
  return (
    <div className={tone === 'danger' ? 'card card-danger' : 'card card-quiet'}>
      <Heading takesFocus={takesFocus}>{title}</Heading>
      {children}
    </div>
  );
}
