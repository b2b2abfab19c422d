import {
  BookOpen,
  Briefcase,
  Building2,
  FileClock,
  House,
  type LucideIcon,
  Network,
  Settings,
  Siren,
} from 'lucide-react';
import type { Role } from '../sign-in/session.js';

export interface PlaceOf {
  readonly href: string;
  readonly key: string;
  readonly icon: LucideIcon;
  /** Second key of its shortcut, after g. */
  readonly letter: string;
  readonly roles?: readonly Role[];
}
const READERS: readonly Role[] = ['drafter', 'releaser', 'liaison-officer', 'evidence-custodian', 'auditor'];

/** The areas of the console, in the order in which they are used. */
export const PLACES: readonly PlaceOf[] = [
  { href: '/', key: 'home', icon: House, letter: 'h' },
  { href: '/alerts', key: 'alerts', icon: Siren, letter: 'a', roles: READERS },
  { href: '/bulletins', key: 'bulletins', icon: BookOpen, letter: 'p', roles: READERS },
  { href: '/cases', key: 'cases', icon: Briefcase, letter: 'c', roles: READERS },
  { href: '/networks', key: 'networks', icon: Network, letter: 'n', roles: READERS },
  { href: '/directory', key: 'directory', icon: Building2, letter: 'd' },
  { href: '/audit', key: 'audit', icon: FileClock, letter: 'u', roles: ['auditor'] },
  { href: '/administration', key: 'administration', icon: Settings, letter: 's' },
];
