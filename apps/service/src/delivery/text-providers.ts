import type { TextDelivery } from '@doorstep/contracts/http';
import { notify } from './notify.js';
import type { TextProvider } from './text-provider.js';

/** Every provider there is an adapter for. */
export const textProviders: Readonly<Record<TextDelivery['provider'], TextProvider>> = { notify };
