import { useApp } from '../app-context.js';
import type { Draft } from '../draft.js';

interface Props {
  readonly photos: Draft['photos'];
  readonly onRemove: (id: string) => void;
}

/** What was taken, by number and size: nobody's home lies open on the screen. */
export function Photos({ photos, onRemove }: Props) {
  const { text } = useApp();
  if (photos.length === 0) return null;
  return (
    <ul className="photos">
      {photos.map(({ id, bytes }, place) => (
        <li key={id}>
          <span>{text('about.photoNumber', { number: place + 1, size: Math.ceil(bytes / 1024) })}</span>
          <button type="button" className="button" onClick={() => onRemove(id)}>
            {text('about.removePhoto', { number: place + 1 })}
          </button>
        </li>
      ))}
    </ul>
  );
}
