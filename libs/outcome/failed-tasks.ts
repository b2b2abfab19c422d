import { errorName } from './error-name.js';

/**
 * What fails and is awaited by nobody ends no process: it stands in the log by its error's name, and what it was to do is
 * done by the loop that it belongs to the next time.
 */
export const logFailedTasks = (logger: { error(message: string): void }): void =>
  void process.on('unhandledRejection', (error) => logger.error(`a task failed: ${errorName(error)}`));
