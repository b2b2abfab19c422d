import type { ComponentType } from 'react';
import type { Case } from './duty.js';

/** A move that is written elsewhere than in a form of its terms. */
export interface Writing {
  readonly takes: (move: string) => boolean;
  readonly begin: (move: string) => Promise<void>;
}

/** What a kind of case shows in its own way; everything else is made of its words, blocks and schemas. */
export interface KindParts {
  /** By beginning: its form, where it is not one of the schema alone. */
  readonly beginnings: readonly string[];
  readonly Begin: ComponentType<{ move: string }>;
  readonly Badges: ComponentType<{ data: Case }>;
  /** Headings of brief blocks that these parts show themselves. */
  readonly ownBlocks: readonly string[];
  /** Beside the timeline. */
  readonly tabs: readonly {
    readonly name: string;
    readonly Tab: ComponentType;
    readonly Panel: ComponentType<{ data: Case }>;
  }[];
  readonly Beside: ComponentType<{ data: Case }>;
  readonly useWriting: (data: Case) => Writing;
  /** By the name of a term: how it is filled in. */
  readonly terms: Readonly<Record<string, ComponentType<TermProps>>>;
}
export interface TermProps {
  readonly data: Case;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}
