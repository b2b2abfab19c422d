import { en as alert } from '#libs/kinds/alert/translations/en.js';
import { en as assistance } from '#libs/kinds/mutual-legal-assistance/translations/en.js';
import { en } from './en.js';

export const spoken = { console: en, alert, assistance };
