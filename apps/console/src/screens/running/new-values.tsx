import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';

/** Says how many values nobody has matched, and leads to them. Nothing where there are none. */
export function NewValues() {
  const text = useText();
  const { data } = useQuery({
    queryKey: ['unknown-values'],
    queryFn: (): Promise<{ total: number }> => answered(api.GET('/admin/v1/unknown-values')),
  });
  if (!data || data.total === 0) return null;
  return (
    <p>
      {text('held.newValues', { count: data.total })} <Link to="/changes">{text('changes.match')}</Link>
    </p>
  );
}
