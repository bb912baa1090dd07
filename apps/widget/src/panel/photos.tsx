import type { PhotoShown } from '@doorstep/contracts/embed';
import { useEffect, useRef, useState } from 'react';
import { dayIn } from '@doorstep/ui/day';
import { usePanel, useRecord } from './panel-context.js';

interface Props {
  readonly photos: readonly PhotoShown[];
  /** So many more are still on the phone. */
  readonly onTheirWay: number;
  /** RFC 3339. */
  readonly takenAt: string;
}

/** What was photographed at the door. Each is fetched when it is asked for, since every look is in the audit. */
export function Photos({ photos, onTheirWay, takenAt }: Props) {
  const { text } = usePanel();
  return (
    <div className="photos">
      {photos.map((photo, at) => (
        <Photo key={photo.photoId} photo={photo} number={at + 1} takenAt={takenAt} />
      ))}
      {onTheirWay > 0 && <p className="muted">{text('photo.onTheirWay', { count: onTheirWay })}</p>}
    </div>
  );
}

interface PhotoProps {
  readonly photo: PhotoShown;
  /** From 1. */
  readonly number: number;
  readonly takenAt: string;
}

/** Drawn on a canvas: an image would need a line in the host's policy. */
function Photo({ photo, number, takenAt }: PhotoProps) {
  const { text, locale, announce } = usePanel();
  const { api, signal } = useRecord();
  const [picture, setPicture] = useState<ImageBitmap | 'asked' | 'not-now'>();
  const [isLarge, setLarge] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = picture instanceof ImageBitmap ? picture : undefined;
  const alt = text('photo.alt', { number, date: dayIn(locale, takenAt) });

  useEffect(() => {
    if (drawn) canvas.current?.getContext('2d')?.drawImage(drawn, 0, 0);
  }, [drawn]);

  const show = async () => {
    setPicture('asked');
    try {
      const shown = await createImageBitmap(await api.photo(photo));
      if (signal.aborted) return;
      setPicture(shown);
      announce(alt);
    } catch {
      if (signal.aborted) return;
      setPicture('not-now');
      announce(text('photo.notNow'));
    }
  };

  if (drawn) {
    return (
      <div className="photo">
        <canvas
          ref={canvas}
          className={isLarge ? 'photo-large' : 'photo-small'}
          width={drawn.width}
          height={drawn.height}
          role="img"
          aria-label={alt}
        />
        <button type="button" className="link" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
          {text('photo.larger')}
        </button>
      </div>
    );
  }
  return (
    <div className="photo">
      <button type="button" className="link" aria-disabled={picture === 'asked'} onClick={() => void show()}>
        {text('photo.show', { number })}
      </button>
      {picture === 'not-now' && <p className="muted">{text('photo.notNow')}</p>}
    </div>
  );
}
