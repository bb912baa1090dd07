import type { ChangeSignInSettings, SignInSettings } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorSummary } from '../../parts/error-summary.js';
import { CheckboxField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { NotSaved } from '../../parts/not-saved.js';
import { SecretField } from '../../parts/secret-field.js';
import { GroupRoles, type GroupRole } from './group-roles.js';
import { linesOf } from './lines.js';

interface Props {
  /** What is saved; null where there is nothing yet. */
  readonly settings: SignInSettings | null;
  readonly onSaved: (settings: SignInSettings) => void;
}

/** Everything about the provider in one form, saved on top of what was read. */
export function SignInForm({ settings, onSaved }: Props) {
  const text = useText();
  const optional = useOptional();
  const id = useId();
  const [base, setBase] = useState(settings);
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [attempt, setAttempt] = useState(0);
  const write = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const saving = useMutation({
    mutationFn: (on: SignInSettings | null): Promise<SignInSettings> =>
      answered(api.PUT('/admin/v1/sign-in-settings', { body: changeOf(draft, on) } as never)),
    onSuccess: onSaved,
  });
  // A saved secret goes to nobody but the provider it was saved for.
  const isSecretSaved = base !== null && base.issuer === draft.issuer.trim();
  const isSecretWrong = draft.clientSecret.length < 8 && !(isSecretSaved && draft.clientSecret === '');
  const wrong: Readonly<Record<string, string>> = {
    ...(URL.canParse(draft.issuer) ? {} : { issuer: text('accounts.issuerMissing') }),
    ...(draft.clientId.trim() === '' ? { clientId: text('accounts.clientIdMissing') } : {}),
    ...(isSecretWrong ? { secret: text('accounts.secretMissing') } : {}),
    ...(draft.groupsClaim.trim() === '' ? { claim: text('accounts.claimMissing') } : {}),
    ...(draft.requiresMfa && linesOf(draft.acceptedAmr + '\n' + draft.acceptedAcr).length === 0
      ? { factor: text('accounts.factorMissing') }
      : {}),
    ...Object.fromEntries(
      draft.groups.flatMap(({ group }, index) => {
        if (group.trim() === '') return [[`group-${index}`, text('accounts.groupMissing')]];
        const first = draft.groups.findIndex((one) => one.group.trim() === group.trim());
        return first === index ? [] : [[`group-${index}`, text('accounts.groupTwice')]];
      }),
    ),
  };
  const shown: Readonly<Record<string, string>> = attempt === 0 ? {} : wrong;

  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) saving.mutate(base);
  }
  return (
    <form onSubmit={save} noValidate>
      <ErrorSummary
        attempt={attempt}
        wrong={Object.entries(shown).map(([field, says]) => ({ id: `${id}-${field}`, says }))}
      />
      <NotSaved
        sent={saving}
        code="settings-changed"
        onSeeTheirs={(theirs: SignInSettings) => {
          setBase(theirs);
          setDraft(draftOf(theirs));
          setAttempt(0);
        }}
        onKeepMine={(theirs) => {
          setBase(theirs);
          saving.mutate(theirs);
        }}
      />
      <TextField
        id={`${id}-issuer`}
        type="url"
        label={text('accounts.issuer')}
        error={shown['issuer']}
        value={draft.issuer}
        autoComplete="off"
        maxLength={500}
        onChange={({ target }) => write({ issuer: target.value })}
      />
      <TextField
        id={`${id}-clientId`}
        label={text('accounts.clientId')}
        error={shown['clientId']}
        value={draft.clientId}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => write({ clientId: target.value })}
      />
      <SecretField
        id={`${id}-secret`}
        label={text('accounts.secret')}
        error={shown['secret']}
        saved={
          base !== null && isSecretSaved
            ? { at: base.secret.savedAt, by: base.secret.savedBy, endsIn: base.secret.endsIn }
            : null
        }
        value={draft.clientSecret}
        maxLength={1000}
        onChange={({ target }) => write({ clientSecret: target.value })}
      />
      <TextField
        id={`${id}-claim`}
        label={text('accounts.claim')}
        error={shown['claim']}
        value={draft.groupsClaim}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => write({ groupsClaim: target.value })}
      />
      <GroupRoles id={id} groups={draft.groups} wrong={shown} onChange={(groups) => write({ groups })} />
      <CheckboxField
        label={text('accounts.mfa')}
        checked={draft.requiresMfa}
        onChange={({ target }) => write({ requiresMfa: target.checked })}
      />
      {draft.requiresMfa && (
        <>
          <TextAreaField
            id={`${id}-factor`}
            label={text('accounts.amr')}
            hint={text('accounts.amrHint')}
            error={shown['factor']}
            value={draft.acceptedAmr}
            spellCheck={false}
            maxLength={2000}
            onChange={({ target }) => write({ acceptedAmr: target.value })}
          />
          <TextAreaField
            label={optional(text('accounts.acr'))}
            hint={text('accounts.acrHint')}
            value={draft.acceptedAcr}
            spellCheck={false}
            maxLength={2000}
            onChange={({ target }) => write({ acceptedAcr: target.value })}
          />
        </>
      )}
      <TextAreaField
        label={optional(text('accounts.addresses'))}
        hint={text('accounts.addressesHint')}
        value={draft.allowedAddresses}
        spellCheck={false}
        maxLength={3000}
        onChange={({ target }) => write({ allowedAddresses: target.value })}
      />
      <button type="submit" className="button button-primary" disabled={saving.isPending}>
        {text('accounts.save')}
      </button>
    </form>
  );
}

interface Draft {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupsClaim: string;
  readonly groups: readonly GroupRole[];
  readonly requiresMfa: boolean;
  /** One a line, each of the three. */
  readonly acceptedAmr: string;
  readonly acceptedAcr: string;
  readonly allowedAddresses: string;
}

function draftOf(settings: SignInSettings | null): Draft {
  return {
    issuer: settings?.issuer ?? '',
    clientId: settings?.clientId ?? '',
    clientSecret: '',
    groupsClaim: settings?.groupsClaim ?? 'groups',
    groups: settings
      ? Object.entries(settings.roleOfGroup).map(([group, role]) => ({ group, role }))
      : [{ group: '', role: 'administrator' }],
    requiresMfa: settings?.requiresMfa ?? true,
    acceptedAmr: (settings?.acceptedAmr ?? ['mfa']).join('\n'),
    acceptedAcr: settings?.acceptedAcr.join('\n') ?? '',
    allowedAddresses: settings?.allowedAddresses.join('\n') ?? '',
  };
}

/** What is sent. */
function changeOf({ clientSecret, groups, ...draft }: Draft, on: SignInSettings | null): ChangeSignInSettings {
  return {
    ...draft,
    acceptedAmr: linesOf(draft.acceptedAmr),
    acceptedAcr: linesOf(draft.acceptedAcr),
    allowedAddresses: linesOf(draft.allowedAddresses),
    issuer: draft.issuer.trim(),
    ...(clientSecret === '' ? {} : { clientSecret }),
    roleOfGroup: Object.fromEntries(groups.map(({ group, role }) => [group.trim(), role])),
    version: on?.version ?? 0,
  };
}
