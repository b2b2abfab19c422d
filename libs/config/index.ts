import { z } from 'zod';

/** Says at start which environment variables are missing or wrong, each by name, and what is expected. */
export class ConfigurationError extends Error {
  constructor(error: z.ZodError) {
    const lines = error.issues.map((issue) => `  ${issue.path.join('.') || '(all)'}: ${issue.message}`);
    super(`The configuration is not usable. Set these environment variables:\n${lines.join('\n')}`);
  }
}

/** @throws ConfigurationError naming every variable at fault */
export function readEnvironment<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv): z.infer<T> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error);
}

export const PostgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'a PostgreSQL address, postgres://user@host:port/database');
export const HubUrl = z.string().regex(/^tls:\/\/[^/\s]+:\d+$/, 'the hub’s address, tls://host:port');
export const FilePath = z.string().min(1, 'the path of a file');
