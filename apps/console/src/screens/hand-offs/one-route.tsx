import type { RouteSetting, RouteSettingRequest } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Done } from '../../parts/done.js';
import { NotSaved } from '../../parts/not-saved.js';
import { StatusWord } from '../../parts/status-word.js';
import { dayOf } from '../../when.js';
import { RouteForm } from './route-form.js';

interface Props {
  readonly setting: RouteSetting;
  readonly mayChange: boolean;
  readonly onChanged: (now: RouteSetting) => void;
}

/** One hand-off: where it goes now, and another place for it. */
export function OneRoute({ setting, mayChange, onChanged }: Props) {
  const { text } = useLanguage();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isOpen, setOpen] = useState(false);
  // What the form was opened on: whatever somebody else saves since does not go under unseen.
  const [base, setBase] = useState(setting);
  const { route } = setting;
  const title = text(`route.${route}`);
  const saving = useMutation({
    mutationFn: (body: RouteSettingRequest): Promise<RouteSetting> =>
      answered(api.PUT('/api/v1/hand-off-routes/{route}', { params: { path: { route } }, body } as never)),
    onSuccess(now) {
      onChanged(now);
      setOpen(false);
      heading.current?.focus();
    },
  });
  return (
    <article className="hand-off" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <AsSet setting={setting} />
      {saving.isSuccess && <Done says={text('handOffRoutes.saved', { title })} />}
      <NotSaved
        sent={saving}
        code="route-changed"
        onSeeTheirs={(theirs: RouteSetting) => {
          onChanged(theirs);
          setBase(theirs);
        }}
        onKeepMine={({ setAt }, mine) => saving.mutate({ ...mine, basedOn: setAt })}
      />
      {mayChange && (
        <button
          type="button"
          className="button"
          aria-expanded={isOpen}
          aria-describedby={id}
          onClick={() => {
            setBase(setting);
            setOpen(!isOpen);
            saving.reset();
          }}
        >
          {text('handOffRoutes.change')}
        </button>
      )}
      {isOpen && (
        <RouteForm
          key={base.setAt}
          setting={base}
          isBusy={saving.isPending}
          onSave={(draft) => saving.mutate({ ...draft, basedOn: base.setAt })}
        />
      )}
    </article>
  );
}

function AsSet({ setting }: { readonly setting: RouteSetting }) {
  const { locale, text } = useLanguage();
  const { way, connection, email, phone, whatToDo, escalateTo, acknowledgeMinutes, setBy, setAt } = setting;
  if (way === 'not set')
    return (
      <p>
        <NoPlace setting={setting} />
      </p>
    );
  const how = text(`handOffs.way.${way}`);
  const place = connection ?? email;
  const facts = [
    [text('handOffRoutes.own'), phone],
    [text('handOffRoutes.whatToDo'), whatToDo],
    [text('handOffRoutes.escalateTo'), escalateTo ?? text('handOffRoutes.nobodyHears')],
    [text('handOffRoutes.minutes'), acknowledgeMinutes],
  ] as const;
  return (
    <>
      <p>
        {setting.isReady ? (
          <StatusWord light="good">{text('handOffRoutes.isSet')}</StatusWord>
        ) : (
          <NoPlace setting={setting} />
        )}{' '}
        {place === null || way === 'by-hand' ? how : text('handOffs.wayTo', { way: how, place })}
      </p>
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {setBy !== null && setAt !== null && (
        <p className="hint">{text('handOffRoutes.setBy', { name: setBy, day: dayOf(locale, setAt) })}</p>
      )}
    </>
  );
}

function NoPlace({ setting: { isRestricted } }: { readonly setting: RouteSetting }) {
  const { text } = useLanguage();
  return (
    <>
      <StatusWord light={isRestricted ? 'bad' : 'look'}>{text('handOffRoutes.notSet')}</StatusWord>{' '}
      {text(isRestricted ? 'handOffRoutes.refusedSays' : 'handOffRoutes.notSetSays')}
    </>
  );
}
