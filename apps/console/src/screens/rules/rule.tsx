import '../../styles/rules.css';
import type { RulePreview, RuleShown, RuleVersion } from '@doorstep/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Confirm } from '../../parts/confirm.js';
import { Done } from '../../parts/done.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { TextField } from '../../parts/field.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import { dayOf } from '../../when.js';
import { Preview } from './preview.js';
import { RuleState } from './rule-state.js';

/** One rule in a sentence: what it would come to, switched on, retired. */
export function Rule() {
  const text = useText();
  const { code = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['rules', code],
    queryFn: (): Promise<RuleShown> => answered(api.GET('/api/v1/rules/{code}', { params: { path: { code } } })),
  });
  const [newest, ...earlier] = data?.versions ?? [];
  if (newest) return <Versions newest={newest} earlier={earlier} />;
  return (
    <Page title={text('rules.title')}>
      {error ? (
        <ErrorNotice error={error} title={text('rule.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('rule.getting')} />
      )}
    </Page>
  );
}

interface VersionsProps {
  readonly newest: RuleVersion;
  readonly earlier: readonly RuleVersion[];
}

function Versions({ newest, earlier }: VersionsProps) {
  const { locale, text } = useLanguage();
  const mayChange = useMay('rules.change');
  const saved = (useLocation().state as { saved?: number } | null)?.saved;
  return (
    <Page title={newest.name} lead={newest.sentence} isWide>
      {saved === newest.version && newest.state === 'draft' && <Done says={text('rule.saved', { version: saved })} />}
      <p>
        <RuleState rule={newest} />{' '}
        {text('rule.version', { version: newest.version, day: dayOf(locale, newest.createdAt) })} ·{' '}
        {newest.createdByName !== null && `${text('rule.savedBy', { name: newest.createdByName })} · `}
        {newest.owner}
      </p>
      {newest.problems.length > 0 && (
        <div className="notice notice-look">
          <h2 className="notice-title">{text('rule.toMend')}</h2>
          <ul>
            {newest.problems.map(({ part, message }) => (
              <li key={part + message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {mayChange ? (
        <Work key={newest.version} rule={newest} on={[newest, ...earlier].find(({ state }) => state === 'on')} />
      ) : (
        <NoPermission to="rules.change" />
      )}
      {earlier.length > 0 && (
        <details className="rule-more">
          <summary>{text('rule.earlier')}</summary>
          <ul>
            {earlier.map(({ version, createdAt, sentence }) => (
              <li key={version}>
                {text('rule.version', { version, day: dayOf(locale, createdAt) })}: {sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}

interface WorkProps {
  /** The newest version. */
  readonly rule: RuleVersion;
  /** The version that asks, which may be an earlier one. */
  readonly on: RuleVersion | undefined;
}

function Work({ rule, on }: WorkProps) {
  const text = useText();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [note, setNote] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const path = { code: rule.code };
  const again = () => queries.invalidateQueries({ queryKey: ['rules'] });
  /** What was done stands in the page when it is said. */
  const put = async (done: RuleVersion) => {
    queries.setQueryData<RuleShown>(
      ['rules', done.code],
      (before) =>
        before && { ...before, versions: before.versions.map((one) => (one.version === done.version ? done : one)) },
    );
    await again();
  };
  const preview = useMutation({
    mutationFn: (): Promise<RulePreview> =>
      answered(api.POST('/api/v1/rules/{code}/preview', { params: { path }, body: { version: rule.version } })),
    onSuccess: again,
  });
  const switchOn = useMutation({
    mutationFn: (): Promise<RuleVersion> =>
      answered(api.POST('/api/v1/rules/{code}/on', { params: { path }, body: { version: rule.version } })),
    onSuccess: put,
  });
  const retire = useMutation({
    mutationFn: (): Promise<RuleVersion> =>
      answered(api.POST('/api/v1/rules/{code}/retire', { params: { path }, body: { note } })),
    onSuccess: async (done) => {
      setIsAsking(false);
      await put(done);
    },
  });
  const error = preview.error ?? switchOn.error ?? retire.error;
  const isPreviewed = rule.previewedAt !== null || preview.isSuccess;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {switchOn.isSuccess && <Done says={text('rule.isOn')} />}
      {retire.isSuccess && <Done says={text('rule.isRetired')} />}
      {on && on !== rule && <p>{text('rule.onNow', { version: on.version })}</p>}
      <div className="buttons">
        <Link className="button" to={`/rules/${rule.code}/edit`}>
          {text('rule.change')}
        </Link>
        {rule.state === 'draft' && rule.problems.length === 0 && (
          <>
            <button type="button" className="button" disabled={preview.isPending} onClick={() => preview.mutate()}>
              {text('rule.preview')}
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={!isPreviewed || switchOn.isPending}
              onClick={() => switchOn.mutate()}
            >
              {text('rule.on')}
            </button>
          </>
        )}
        {on && (
          <button type="button" className="button" onClick={() => setIsAsking(true)}>
            {text('rule.retire')}
          </button>
        )}
      </div>
      {rule.state === 'draft' && rule.problems.length === 0 && !isPreviewed && (
        <p className="hint">{text('rule.previewFirst')}</p>
      )}
      {preview.isPending && <LoadingRows says={text('rule.previewing')} />}
      {preview.data && <Preview preview={preview.data} rule={rule} />}
      <Confirm
        isOpen={isAsking}
        title={text('rule.retireTitle')}
        action={text('rule.retire')}
        isBusy={retire.isPending}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => (note.trim() === '' ? setIsMissing(true) : retire.mutate())}
      >
        <TextField
          label={text('rule.retireNote')}
          error={isMissing && note.trim() === '' ? text('rule.retireMissing') : undefined}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Confirm>
    </>
  );
}
