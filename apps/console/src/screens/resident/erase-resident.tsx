import type { ErasurePreview, PrivacyCase } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';
import { Table } from '../../parts/table.js';

interface Props {
  readonly request: PrivacyCase;
  readonly onErased: (now: PrivacyCase, says: string) => void;
}

/** Shows what would go and what stays, and erases once the reference was typed again. */
export function EraseResident({ request: { id, reference }, onErased }: Props) {
  const text = useText();
  const field = useId();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const path = { id };
  const previewing = useMutation({
    mutationFn: (): Promise<ErasurePreview> =>
      answered(api.GET('/api/v1/privacy/cases/{id}/erasure', { params: { path } })),
  });
  const erasing = useMutation({
    mutationFn: (body: { reference: string }): Promise<PrivacyCase> =>
      answered(api.POST('/api/v1/privacy/cases/{id}/erase', { params: { path }, body })),
    onSuccess: (now) => onErased(now, text('resident.done.erase')),
  });
  const error = erasing.error ?? previewing.error;

  function erase(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const isTheirs = typed.trim() === reference;
    setIsWrong(!isTheirs);
    if (isTheirs) erasing.mutate({ reference: typed.trim() });
    else document.getElementById(field)?.focus();
  }
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {!previewing.data ? (
        <button
          type="button"
          className="button button-primary"
          aria-describedby={`request-${id}`}
          disabled={previewing.isPending}
          onClick={() => previewing.mutate()}
        >
          {text('resident.preview')}
        </button>
      ) : (
        <form onSubmit={erase} noValidate>
          <Table
            caption={text('resident.previewCaption')}
            isCaptionShown
            rows={previewing.data.kinds}
            keyOf={({ kind }) => kind}
            columns={[
              {
                id: 'kind',
                title: text('resident.what'),
                isRowName: true,
                cell: ({ kind }) => text(`resident.kind.${kind}`),
              },
              { id: 'goes', title: text('resident.goes'), isNumber: true, cell: ({ goes }) => goes },
              { id: 'stays', title: text('resident.stays'), isNumber: true, cell: ({ stays }) => stays },
              {
                id: 'why',
                title: text('resident.why'),
                cell: ({ because }) => because.map((one) => text(`resident.kept.${one}`)).join(' '),
              },
            ]}
          />
          <TextField
            id={field}
            label={text('resident.typeIt')}
            hint={text('resident.typeHint')}
            error={isWrong ? text('resident.referenceMissing') : undefined}
            value={typed}
            autoComplete="off"
            maxLength={200}
            onChange={({ target }) => setTyped(target.value)}
          />
          <div className="buttons">
            <button type="submit" className="button button-danger" disabled={erasing.isPending}>
              {text('resident.erase')}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
