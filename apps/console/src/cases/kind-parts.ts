import { ASSISTANCE_PARTS } from './assistance/parts.js';
import type { KindParts } from './parts-of-a-kind.js';

/** The kinds that show something in their own way, one line each: every other one is shown by its descriptor alone. */
const PARTS: Readonly<Record<string, KindParts>> = { 'mutual-legal-assistance': ASSISTANCE_PARTS };
export const partsOf = (kind: string): KindParts | undefined => PARTS[kind];
