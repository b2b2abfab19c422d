import { fr as alert } from '#libs/kinds/alert/translations/fr.js';
import { fr as assistance } from '#libs/kinds/mutual-legal-assistance/translations/fr.js';
import { fr } from './fr.js';
import { said } from './said-fr.js';

export const spoken = { console: { ...fr, ...said }, alert, assistance };
