import type { HandOffShown, RouteSetting } from '@doorstep/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { Notice } from '../../parts/notice.js';

interface Props {
  readonly reference: string;
  readonly way: 'host' | 'email' | 'by-hand' | null;
  readonly setting: RouteSetting | undefined;
}

/**
 * What was said, for whoever has to pass it on: asked for on purpose, since each look is in the audit, and kept in no
 * cache. Once somebody has it there is nothing left to see.
 */
export function WhatWasSaid({ reference, way, setting }: Props) {
  const text = useText();
  const mayReadPhotos = useMay('voices.read');
  const looking = useMutation({
    mutationFn: (): Promise<HandOffShown> =>
      answered(api.GET('/api/v1/hand-offs/{reference}', { params: { path: { reference } } })),
    gcTime: 0,
  });
  const words = looking.data?.words;
  return (
    <>
      {way === 'by-hand' && (
        <Notice kind="look" title={text('handOffs.byHand')}>
          <p>{text('handOffs.byHandSays')}</p>
          {setting && setting.whatToDo !== null && <p>{setting.whatToDo}</p>}
          {setting && setting.phone !== null && <p>{text('handOffs.ring', { phone: setting.phone })}</p>}
        </Notice>
      )}
      {looking.isError && <ErrorNotice error={looking.error} />}
      {looking.data ? (
        <section role="status">
          <h3>{text('handOffs.words')}</h3>
          {words === null || words === undefined ? (
            <p>{text('handOffs.noWords')}</p>
          ) : (
            <blockquote className="hand-off-words">{words}</blockquote>
          )}
          {mayReadPhotos &&
            looking.data.photos.map(({ entryId, photoId }, at) => (
              <a
                key={photoId}
                className="hand-off-photo"
                href={`/api/v1/visit-entries/${entryId}/photos/${photoId}`}
                target="_blank"
                rel="noreferrer"
              >
                <img
                  src={`/api/v1/visit-entries/${entryId}/photos/${photoId}`}
                  alt={text('handOffs.photo', { number: at + 1 })}
                />
              </a>
            ))}
          {mayReadPhotos && looking.data.photosOnTheirWay > 0 && (
            <p className="hint">{text('handOffs.photosOnTheirWay', { count: looking.data.photosOnTheirWay })}</p>
          )}
        </section>
      ) : (
        <p>
          <button type="button" className="button" disabled={looking.isPending} onClick={() => looking.mutate()}>
            {text('handOffs.see')}
          </button>{' '}
          <span className="hint">{text('handOffs.seeHint')}</span>
        </p>
      )}
    </>
  );
}
