import { useText } from '../../language.js';

/** What a list holds, in words. */
export function useEntityWords(): (entity: string) => string {
  const text = useText();
  return (entity) => text(`entity.${entity}` as Parameters<typeof text>[0] & 'entity.home');
}
