import { pt as alert } from '#libs/kinds/alert/translations/pt.js';
import { pt as assistance } from '#libs/kinds/mutual-legal-assistance/translations/pt.js';
import { pt } from './pt.js';
import { said } from './said-pt.js';

export const spoken = { console: { ...pt, ...said }, alert, assistance };
