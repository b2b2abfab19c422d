import { en, type Words } from './en.js';

export const pt: Words = { ...en };
