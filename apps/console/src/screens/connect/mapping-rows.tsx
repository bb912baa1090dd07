import type { ContactMappingChoices, ContactMappingRow, ContactMappingShown } from '@doorstep/contracts/http';
import { contactName } from '@doorstep/ui/contacts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { NotSaved } from '../../parts/not-saved.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { draftFor, draftOf, type RowDraft } from './row-draft.js';
import { RowForm } from './row-form.js';
import { saidRow } from './said-row.js';
import { Unmapped } from './unmapped.js';

interface Props {
  readonly name: string;
  readonly mapping: ContactMappingShown;
  readonly choices: ContactMappingChoices;
  readonly mayChange: boolean;
  readonly onChanged: (now: ContactMappingShown) => void;
}

/** `at`: where the row stands, counted from 0; null for one that is not there yet. */
type Opened = { readonly at: number | null; readonly draft: RowDraft };

/** The rows in their order, changed one by one and saved as a whole. */
export function MappingRows({ name, mapping, choices, mayChange, onChanged }: Props) {
  const { locale, text } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const done = useRef<HTMLDivElement>(null);
  // What was opened: whatever somebody else saves since does not go under unseen.
  const [base, setBase] = useState(mapping);
  const [rows, setRows] = useState(mapping.rows);
  const [opened, setOpened] = useState<Opened>();
  const saving = useMutation({
    mutationFn: (version: number): Promise<ContactMappingShown> =>
      answered(
        api.PUT('/api/v1/connections/{name}/contact-mapping', {
          params: { path: { name } },
          body: { version, rows },
        } as never),
      ),
    onSuccess(now) {
      open(now);
      onChanged(now);
    },
  });
  useEffect(() => done.current?.focus(), [saving.data]);
  const isChanged = rows !== base.rows;

  function open(now: ContactMappingShown): void {
    setBase(now);
    setRows(now.rows);
    setOpened(undefined);
  }
  function put(now: readonly ContactMappingRow[]): void {
    saving.reset();
    setRows([...now]);
    setOpened(undefined);
    heading.current?.focus();
  }
  return (
    <>
      <section aria-labelledby="mapping-rows">
        <h2 id="mapping-rows" ref={heading} tabIndex={-1}>
          {text('counts.rows')}
        </h2>
        <p className="hint">
          {base.changedBy === null || base.changedAt === null
            ? text('counts.asShipped')
            : text('counts.setBy', { name: base.changedBy, day: dayOf(locale, base.changedAt) })}
        </p>
        {saving.data && (
          <div ref={done} tabIndex={-1}>
            <Done key={saving.data.version} says={text('counts.saved')} />
          </div>
        )}
        <NotSaved
          sent={saving}
          code="mapping-changed"
          onSeeTheirs={(theirs: ContactMappingShown) => {
            open(theirs);
            onChanged(theirs);
          }}
          onKeepMine={({ version }) => saving.mutate(version)}
        />
        {rows.length === 0 ? (
          <Empty title={text('counts.none')}>
            <p>{text('counts.noneSays')}</p>
          </Empty>
        ) : (
          <Rows
            rows={rows}
            types={choices.types}
            {...(mayChange ? { onChange: (at, row) => setOpened({ at, draft: draftOf(row) }) } : {})}
          />
        )}
        {mayChange && (
          <>
            {isChanged && <p role="status">{text('counts.notSaved')}</p>}
            <div className="buttons">
              <button
                type="button"
                className="button button-primary"
                disabled={saving.isPending || !isChanged}
                onClick={() => saving.mutate(base.version)}
              >
                {text('counts.save')}
              </button>
              <button type="button" className="button" onClick={() => setOpened({ at: null, draft: draftOf(null) })}>
                {text('counts.add')}
              </button>
              <button type="button" className="button" onClick={() => put(choices.shipped)}>
                {text('counts.putBack')}
              </button>
            </div>
          </>
        )}
      </section>
      {opened && (
        <RowForm
          key={JSON.stringify(opened)}
          opened={opened}
          types={choices.types}
          most={opened.at === null ? rows.length + 1 : rows.length}
          onUse={(row, place) => put(without(rows, opened.at).toSpliced(place, 0, row))}
          onRemove={() => put(without(rows, opened.at))}
          onCancel={() => {
            setOpened(undefined);
            heading.current?.focus();
          }}
        />
      )}
      <Unmapped
        name={name}
        {...(mayChange ? { onDecide: (source) => setOpened({ at: null, draft: draftFor(source) }) } : {})}
      />
    </>
  );
}

const without = (rows: readonly ContactMappingRow[], at: number | null): readonly ContactMappingRow[] =>
  at === null ? rows : rows.toSpliced(at, 1);

interface RowsProps {
  readonly rows: readonly ContactMappingRow[];
  readonly types: ContactMappingChoices['types'];
  readonly onChange?: (at: number, row: ContactMappingRow) => void;
}

function Rows({ rows, types, onChange }: RowsProps) {
  const { locale, text } = useLanguage();
  return (
    <Table
      caption={text('counts.rows')}
      rows={rows.map((row, at) => ({ row, at, ...saidRow(text, locale, row) }))}
      keyOf={({ at }) => String(at)}
      columns={[
        { id: 'number', title: text('counts.number'), isRowName: true, cell: ({ at }) => at + 1 },
        {
          id: 'event',
          title: text('counts.event'),
          cell: ({ what, conditions }) => (
            <>
              {what}
              {conditions.length > 0 && <p className="hint">{conditions.join('; ')}</p>}
            </>
          ),
        },
        {
          id: 'as',
          title: text('counts.as'),
          cell: ({ row: { typeCode } }) => {
            const type = types.find(({ code }) => code === typeCode);
            return (
              <>
                {type ? contactName(locale, type) : typeCode}
                {type?.isNeverAsked === true && <p className="hint">{text('counts.never')}</p>}
              </>
            );
          },
        },
        ...(onChange
          ? [
              {
                id: 'do',
                title: text('counts.do'),
                cell: ({ row, at }: { row: ContactMappingRow; at: number }) => (
                  <button
                    type="button"
                    className="link"
                    aria-label={text('counts.changeRow', { number: at + 1 })}
                    onClick={() => onChange(at, row)}
                  >
                    {text('counts.change')}
                  </button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
