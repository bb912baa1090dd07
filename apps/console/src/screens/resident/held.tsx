import type { PersonHeld, PrivacyCase } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Notice } from '../../parts/notice.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';

interface Props {
  readonly held: PersonHeld;
  readonly onChanged: (now: PrivacyCase, says: string) => void;
}

/** What is held about them, in numbers, and whether it may be used. */
export function Held({ held: { name, reference, restriction, kinds }, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const mayErase = useMay('privacy.erase');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [reference]);
  const lifting = useMutation({
    mutationFn: (id: string): Promise<PrivacyCase> =>
      answered(api.POST('/api/v1/privacy/cases/{id}/lift', { params: { path: { id } } })),
    onSuccess: (now) => onChanged(now, text('resident.lifted')),
  });
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {text('resident.heldTitle', { name })}
      </h2>
      {lifting.isError && <ErrorNotice error={lifting.error} />}
      {restriction && (
        <Notice kind="look">
          <p>{text('resident.restricted', { day: dayOf(locale, restriction.since) })}</p>
          {mayErase && (
            <button
              type="button"
              className="button"
              disabled={lifting.isPending}
              onClick={() => lifting.mutate(restriction.caseId)}
            >
              {text('resident.lift')}
            </button>
          )}
        </Notice>
      )}
      <Table
        caption={text('resident.heldCaption')}
        rows={kinds.filter(({ count }) => count > 0)}
        keyOf={({ kind }) => kind}
        columns={[
          {
            id: 'kind',
            title: text('resident.what'),
            isRowName: true,
            cell: ({ kind }) => text(`resident.kind.${kind}`),
          },
          { id: 'count', title: text('resident.howMany'), isNumber: true, cell: ({ count }) => count },
        ]}
      />
    </>
  );
}
