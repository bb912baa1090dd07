import { shortDayIn } from '@doorstep/ui/day';
import { useEffect, useState } from 'react';
import { useApp } from '../app-context.js';
import { clockTime } from '@doorstep/ui/london';
import { Frame } from './frame.js';
import { needingPerson, waiting } from './waiting.js';

const million = 1_000_000;
const languages = [
  ['en-GB', 'English'],
  ['cy', 'Cymraeg'],
] as const;

/** Who holds it, what room it has, and a way out for what is stuck on it. */
export function ThisPhone() {
  const { snapshot, text, locale, speak, phone, announce } = useApp();
  const [name, setName] = useState(snapshot.phone?.name ?? '');
  const { signedIn } = snapshot;
  const count = waiting(snapshot.entries).length + needingPerson(snapshot.entries).length;
  const rename = async () => {
    await phone.rename(name.trim());
    announce(text('phone.nameSaved'));
  };
  const signOut = async () => {
    await phone.signOut();
    announce(text('phone.signedOut'));
  };
  return (
    <Frame title={text('phone.title')}>
      <section>
        <p>
          {signedIn?.session
            ? signedIn.operative.name === null
              ? text('phone.signedInNoName', { landlord: signedIn.landlord.name })
              : text('phone.signedIn', { name: signedIn.operative.name, landlord: signedIn.landlord.name })
            : text('phone.notSignedIn')}{' '}
          {signedIn?.session && <Until at={Date.parse(signedIn.expiresAt)} />}
        </p>
        {count > 0 && <p>{text('phone.signOutHint', { count })}</p>}
        {signedIn?.session && (
          <button type="button" className="button" onClick={() => void signOut()}>
            {text('phone.signOut')}
          </button>
        )}
      </section>
      <section className="field">
        <label htmlFor="phone-name">{text('phone.name')}</label>
        <p id="phone-name-hint" className="muted small">
          {text('phone.nameHint')}
        </p>
        <input
          id="phone-name"
          type="text"
          autoComplete="off"
          maxLength={60}
          aria-describedby="phone-name-hint"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="button" className="button" onClick={() => void rename()}>
          {text('phone.nameSave')}
        </button>
      </section>
      <section>
        <h2>{text('phone.language')}</h2>
        <div className="wrap">
          {languages.map(([tag, label]) => (
            <button
              key={tag}
              type="button"
              lang={tag}
              className="button button-toggle"
              aria-pressed={locale === tag}
              onClick={() => speak(tag)}
            >
              {label}
            </button>
          ))}
        </div>
      </section>
      <Room />
      <SaveCopy />
      <p className="muted small">{text('phone.version', { version: DOORSTEP_VERSION })}</p>
    </Frame>
  );
}

function Until({ at }: { readonly at: number }) {
  const { text, locale } = useApp();
  return text('phone.until', { time: clockTime(at), day: shortDayIn(locale, at) });
}

function Room() {
  const { text } = useApp();
  const [room, setRoom] = useState<{ used: number; left: number; isKept: boolean }>();
  useEffect(() => {
    const look = async () => {
      const [{ usage = 0, quota = 0 }, isKept] = await Promise.all([
        navigator.storage.estimate(),
        navigator.storage.persisted(),
      ]);
      setRoom({ used: Math.ceil(usage / million), left: Math.floor((quota - usage) / million), isKept });
    };
    // A browser that cannot say how much room there is has nothing to show here.
    void look().catch(() => undefined);
  }, []);
  if (!room) return null;
  return (
    <section>
      <h2>{text('phone.storage')}</h2>
      <p>{text('phone.storageUsed', { used: room.used, left: room.left })}</p>
      <p>{text(room.isKept ? 'phone.storageKept' : 'phone.storageMay')}</p>
    </section>
  );
}

function SaveCopy() {
  const { text, phone } = useApp();
  const [code, setCode] = useState<string>();
  const save = async () => {
    const copy = await phone.copy();
    const address = URL.createObjectURL(copy.file);
    const link = document.createElement('a');
    link.href = address;
    link.download = 'doorstep-saved-visits.json';
    link.click();
    URL.revokeObjectURL(address);
    setCode(copy.code);
  };
  return (
    <section>
      <h2>{text('phone.copy')}</h2>
      <p>{text('phone.copyHint')}</p>
      <button type="button" className="button" onClick={() => void save()}>
        {text('phone.copy')}
      </button>
      {code && <p className="strong">{text('phone.copyCode', { code })}</p>}
    </section>
  );
}
