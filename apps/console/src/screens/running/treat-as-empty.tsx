import type { HeldReasonShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { fieldWords } from '../connect/field-words.js';

/** Lets rows in without the field they are held for, after saying how many and what is lost; and takes that back. */
export function TreatAsEmpty({ reason }: { readonly reason: HeldReasonShown }) {
  const { text } = useLanguage();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const { connection, stream, code, field, mayBeEmpty, isEmptied, rows } = reason;
  const change = useMutation({
    mutationFn: (isEmpty: boolean) => {
      const body = { connection, stream, field: field ?? '', code };
      return isEmpty
        ? answered(api.POST('/admin/v1/held-reasons/treat-as-empty', { body }))
        : answered(api.POST('/admin/v1/held-reasons/hold-again', { body }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['held-reasons'] });
      await queries.invalidateQueries({ queryKey: ['matching', connection] });
    },
    onSettled: () => setIsAsking(false),
  });
  if (field === null || !(mayBeEmpty || isEmptied)) return null;
  const named = fieldWords(field);
  return (
    <>
      {change.error && <ErrorNotice error={change.error} />}
      {isEmptied ? (
        <Done says={text('held.isEmptied', { field: named })} onUndo={() => change.mutate(false)} />
      ) : (
        <p>
          <button type="button" className="button" onClick={() => setIsAsking(true)}>
            {text('held.empty', { field: named })}
          </button>
        </p>
      )}
      <Confirm
        isOpen={isAsking}
        title={text('held.emptyTitle', { field: named })}
        action={text('held.emptyAction')}
        isBusy={change.isPending}
        onConfirm={() => change.mutate(true)}
        onCancel={() => setIsAsking(false)}
      >
        <p>{text('held.emptyRows', { count: rows })}</p>
        <p>{text('held.emptyLost')}</p>
        <p>{text('held.emptySafety')}</p>
        <p className="hint">{text('held.emptyUndo')}</p>
      </Confirm>
    </>
  );
}
