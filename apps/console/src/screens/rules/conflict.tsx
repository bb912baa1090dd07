import type { RuleVersion } from '@doorstep/contracts/http';
import { useEffect, useRef } from 'react';
import { Table } from '../../parts/table.js';
import { timeOf } from '../../when.js';
import type { Draft } from './draft.js';
import { draftOf } from './draft.js';
import { fieldsSaid, type FieldsSaid, type Language } from './said.js';

interface Props {
  readonly theirs: RuleVersion;
  readonly mine: Draft;
  readonly language: Language;
  readonly isBusy: boolean;
  readonly onKeepTheirs: () => void;
  readonly onMineOnTop: () => void;
}

/** Somebody else saved first: where the two differ, side by side. Takes the focus when it appears. */
export function RuleConflict({ theirs, mine, language, isBusy, onKeepTheirs, onMineOnTop }: Props) {
  const { locale, text, choices } = language;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const one = fieldsSaid(draftOf(theirs, choices), language);
  const other = fieldsSaid(mine, language);
  const labels: Readonly<Record<keyof FieldsSaid, string>> = {
    name: text('editor.name'),
    when: text('editor.when'),
    where: text('editor.whereLabel'),
    who: text('editor.who'),
    kind: text('editor.kind'),
    question: text('editor.say'),
    probe: text('editor.probe'),
    title: text('editor.promptTitle'),
    strength: text('editor.strength'),
    theme: text('editor.theme'),
    why: text('editor.why'),
    howDecided: text('editor.howDecided'),
    forInformation: text('editor.forInformation'),
    alreadyDecided: text('editor.alreadyDecided'),
    stillOpen: text('editor.stillOpen'),
    owner: text('editor.owner'),
    decisionDate: text('editor.decisionDate'),
    onceInDays: text('editor.onceInDays'),
    timesAYear: text('editor.timesAYear'),
    perStaffADay: text('editor.perStaffADay'),
    until: text('editor.until'),
  };
  const rows = (Object.keys(labels) as (keyof FieldsSaid)[]).filter((field) => one[field] !== other[field]);
  const title = text('editor.conflict', {
    name: theirs.createdByName ?? text('editor.conflictSystem'),
    version: theirs.version,
    time: timeOf(locale, theirs.createdAt),
  });
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice notice-look">
      <h2 className="notice-title">{title}</h2>
      <p>{text(rows.length === 0 ? 'editor.conflictSame' : 'editor.conflictSays')}</p>
      {rows.length > 0 && (
        <Table
          caption={title}
          rows={rows}
          keyOf={(field) => field}
          columns={[
            { id: 'part', title: text('editor.conflictPart'), isRowName: true, cell: (field) => labels[field] },
            { id: 'theirs', title: text('editor.conflictTheirs'), cell: (field) => one[field] || '–' },
            { id: 'mine', title: text('editor.conflictMine'), cell: (field) => other[field] || '–' },
          ]}
        />
      )}
      <div className="buttons">
        <button type="button" className="button" onClick={onKeepTheirs}>
          {text('editor.keepTheirs')}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={onMineOnTop}>
          {text('editor.mineOnTop')}
        </button>
      </div>
    </div>
  );
}
