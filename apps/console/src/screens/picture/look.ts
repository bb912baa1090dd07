/** Two colours that greys tell apart too, defined in picture.css; shapes and words say the same once more. */
export const first = 'var(--picture-first)';
export const second = 'var(--picture-second)';
export const ink = 'var(--d-text)';

/** Set through the DOM, where the page's policy allows it. */
export const lettering = {
  fontSize: '14px',
  fontFamily: 'inherit',
  background: 'transparent',
  overflow: 'visible',
} as const;
