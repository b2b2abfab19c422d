import type { ReaderLanguage } from '#libs/geography/country.js';
import { ar } from './ar.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { pt } from './pt.js';
import type { AssistanceWords } from './words.js';

/** The words for mutual legal assistance in each of the network's languages. */
export const ASSISTANCE_WORDS: Readonly<Record<ReaderLanguage, AssistanceWords>> = { en, fr, pt, es, ar };
