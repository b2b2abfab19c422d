import { Option } from 'commander';
import { BULLETIN_NAMES, type BulletinName } from '#libs/kinds/bulletin-names.js';

/** Of which kind of bulletin. */
export interface OfKind {
  readonly kind: BulletinName;
}

/** The kind that is meant where none is named: the first of the index. */
export const USUAL_KIND: BulletinName = BULLETIN_NAMES[0];

export const kindOption = (): Option =>
  new Option('--kind <kind>', 'of this kind').choices(BULLETIN_NAMES).default(USUAL_KIND);

/** What a command needs to be about this kind: nothing where it is about it by itself. */
export const ofKind = ({ kind }: OfKind): string => (kind === USUAL_KIND ? '' : ` --kind ${kind}`);
