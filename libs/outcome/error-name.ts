/** What a log may say of an error: its name. Its message can hold what somebody wrote, or a value that a database refused. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
