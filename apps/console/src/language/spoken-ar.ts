import { ar as alert } from '#libs/kinds/alert/translations/ar.js';
import { ar as assistance } from '#libs/kinds/mutual-legal-assistance/translations/ar.js';
import { ar } from './ar.js';
import { said } from './said-ar.js';

export const spoken = { console: { ...ar, ...said }, alert, assistance };
