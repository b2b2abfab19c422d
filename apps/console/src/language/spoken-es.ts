import { es as alert } from '#libs/kinds/alert/translations/es.js';
import { es as assistance } from '#libs/kinds/mutual-legal-assistance/translations/es.js';
import { es } from './es.js';
import { said } from './said-es.js';

export const spoken = { console: { ...es, ...said }, alert, assistance };
