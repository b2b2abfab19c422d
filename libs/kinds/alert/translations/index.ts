import type { ReaderLanguage } from '#libs/geography/country.js';
import { ar } from './ar.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { pt } from './pt.js';
import type { AlertWords } from './words.js';

/** The words for alerts in each of the network's languages. */
export const ALERT_WORDS: Readonly<Record<ReaderLanguage, AlertWords>> = { en, fr, pt, es, ar };
