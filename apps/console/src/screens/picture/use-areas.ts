import type { AreasShown } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';

export interface NamedArea {
  readonly area: string;
  readonly name: string;
}

/** The areas that can be shown, by name. */
export function useAreas(): readonly NamedArea[] {
  const { data } = useQuery({
    queryKey: ['picture', 'places'],
    queryFn: (): Promise<AreasShown> => answered(api.GET('/api/v1/picture/areas' as never, {} as never)),
  });
  const areas = (data?.areas ?? []).flatMap(({ area, name, households }) =>
    area === null || households === null ? [] : [{ area, name: name ?? area }],
  );
  return areas.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}
