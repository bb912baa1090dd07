import type { WhoToAsk, WhoToAskQuery } from '@doorstep/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.js';
import { useSignedIn } from '../api/session.js';
import { useLanguage } from '../language.js';

interface Props {
  readonly needed: WhoToAskQuery['role'];
  /** What stands here is what residents said, which the role may read. */
  readonly isWall?: boolean;
}

/** Who can change or see this, and whom to ask, for somebody who cannot. */
export function NoPermission({ needed, isWall = false }: Props) {
  const { locale, text } = useLanguage();
  const { roles } = useSignedIn();
  const list = (type: 'conjunction' | 'disjunction', of: readonly string[]) =>
    new Intl.ListFormat(locale, { type }).format(of);
  const yours = list(
    'conjunction',
    roles.map((role) => text(`role.${role}`)),
  );
  // Where it cannot be found out, who can is said all the same.
  const { data } = useQuery({
    queryKey: ['who-to-ask', needed],
    queryFn: (): Promise<WhoToAsk> =>
      answered(api.GET('/admin/v1/who-to-ask', { params: { query: { role: needed } } })),
    staleTime: 300_000,
    retry: false,
  });
  return (
    <div className="notice notice-plain">
      <p>{isWall ? text('part.wall', { yours }) : text('part.notYours', { needed: text(`role.${needed}`), yours })}</p>
      {data && data.names.length > 0 && <p>{text('part.ask', { names: list('disjunction', data.names) })}</p>}
    </div>
  );
}
