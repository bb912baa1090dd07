import { useText } from '../../language.js';

/** What a theme is called, as the picture calls it. */
export function useThemeName(): (theme: string) => string {
  const text = useText();
  return (theme) => (theme === '' ? text('prompts.noTheme') : text(`picture.theme.${theme}` as 'picture.theme.home'));
}
