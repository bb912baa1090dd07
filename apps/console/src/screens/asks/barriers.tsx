import type { BarrierStage } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { ErrorNotice } from '../../parts/error-notice.js';

/** What gets in people's way, by stage of the service; nothing where nobody named anything. */
export function Barriers({ id }: { readonly id: string }) {
  const text = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['roll-call', id, 'barriers'],
    queryFn: (): Promise<{ items: BarrierStage[] }> =>
      answered(api.GET('/api/v1/asks/{id}/barriers', { params: { path: { id } } })),
  });
  if (error) return <ErrorNotice error={error} title={text('ask.barriersErrorTitle')} again={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="barriers">
      <h2 id="barriers">{text('ask.barriers')}</h2>
      <ul className="plain-list">
        {data.items.map(({ stage, households, words }) => (
          <li key={stage}>
            <strong>{stage}</strong> · {text('ask.homes', { count: households })}
            {words.length > 0 && (
              <ul>
                {words.map((said, index) => (
                  <li key={`${index} ${said}`}>
                    <q>{said}</q>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
