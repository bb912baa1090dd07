import type { ChangeSignInSettings, SignInSettings } from '@doorstep/contracts/http';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { CheckboxField, TextAreaField, TextField, useOptional } from '../../parts/field.js';
import { SecretField } from '../../parts/secret-field.js';
import { GroupRoles, type GroupRole } from './group-roles.js';
import { linesOf } from './lines.js';
import { useSettingsForm } from './use-settings-form.js';

interface Props {
  /** What is saved; null where there is nothing yet. */
  readonly settings: SignInSettings | null;
  readonly onSaved: (settings: SignInSettings) => void;
}

/** Everything about the provider in one form, saved on top of what was read. */
export function SignInForm({ settings, onSaved }: Props) {
  const text = useText();
  const optional = useOptional();
  // A saved secret goes to nobody but the provider it was saved for.
  const isSecretSaved = (draft: Draft, base: SignInSettings | null) =>
    base !== null && base.issuer === draft.issuer.trim();

  function wrongIn(draft: Draft, base: SignInSettings | null): Record<string, string> {
    const isSecretWrong = draft.clientSecret.length < 8 && !(isSecretSaved(draft, base) && draft.clientSecret === '');
    return {
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
  }
  const { base, draft, write, id, wrong, problems, isBusy, save } = useSettingsForm({
    ...{ shown: settings, draftOf, wrongIn, onSaved },
    send: (written, on): Promise<SignInSettings> =>
      answered(api.PUT('/admin/v1/sign-in-settings', { body: changeOf(written, on) } as never)),
    code: 'settings-changed',
  });
  return (
    <form onSubmit={save} noValidate>
      {problems}
      <TextField
        id={`${id}-issuer`}
        type="url"
        label={text('accounts.issuer')}
        error={wrong['issuer']}
        value={draft.issuer}
        autoComplete="off"
        maxLength={500}
        onChange={({ target }) => write({ issuer: target.value })}
      />
      <TextField
        id={`${id}-clientId`}
        label={text('accounts.clientId')}
        error={wrong['clientId']}
        value={draft.clientId}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => write({ clientId: target.value })}
      />
      <SecretField
        id={`${id}-secret`}
        label={text('accounts.secret')}
        error={wrong['secret']}
        saved={
          base !== null && isSecretSaved(draft, base)
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
        error={wrong['claim']}
        value={draft.groupsClaim}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => write({ groupsClaim: target.value })}
      />
      <GroupRoles id={id} groups={draft.groups} wrong={wrong} onChange={(groups) => write({ groups })} />
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
            error={wrong['factor']}
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
      <button type="submit" className="button button-primary" disabled={isBusy}>
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
