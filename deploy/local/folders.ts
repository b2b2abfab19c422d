import { homedir } from 'node:os';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Where fetched programs are kept: readable by the account that PostgreSQL runs under. */
export const cacheFolder = isRoot
  ? '/var/cache/liaison'
  : join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'liaison');

/** Where `npm start` keeps its network between starts. */
export const defaultDataFolder = isRoot
  ? '/var/lib/liaison'
  : join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'liaison');
