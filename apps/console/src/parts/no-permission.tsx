import type { Act, WhoToAsk } from '@doorstep/contracts/http';
import { listIn } from '@doorstep/ui/list';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.js';
import { useSignedIn } from '../api/session.js';
import { useLanguage } from '../language.js';

interface Props {
  readonly to: Act;
  /** What stands here is what residents said, which the role may read. */
  readonly isWall?: boolean;
}

/** Which roles can change or see this, and whom to ask, for somebody whose cannot. */
export function NoPermission({ to, isWall = false }: Props) {
  const { locale, text } = useLanguage();
  const { roles, whoElseMay } = useSignedIn();
  const named = (some: typeof roles) => some.map((role) => text(`role.${role}`));
  const yours = listIn(locale, 'conjunction', named(roles));
  const needed = listIn(locale, 'disjunction', named(whoElseMay[to] ?? []));
  // Where it cannot be found out, who can is said all the same.
  const { data } = useQuery({
    queryKey: ['who-to-ask', to],
    queryFn: (): Promise<WhoToAsk> => answered(api.GET('/admin/v1/who-to-ask', { params: { query: { act: to } } })),
    staleTime: 300_000,
    retry: false,
  });
  return (
    <div className="notice notice-plain">
      <p>{isWall ? text('part.wall', { yours }) : text('part.notYours', { needed, yours })}</p>
      {data && data.names.length > 0 && <p>{text('part.ask', { names: listIn(locale, 'disjunction', data.names) })}</p>}
    </div>
  );
}
