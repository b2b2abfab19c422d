const APART_MS = 200;

/**
 * Notes that others publish without being asked: the newest under each subject is read, and no subject's more often than
 * that, however many its member sends. Reading one costs the check of a signature.
 */
export class ToldNotes {
  private readonly newest = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly read: (subject: string, note: string) => Promise<void>) {}

  take(subject: string, note: string): void {
    this.newest.set(subject, note);
    this.timer ??= setTimeout(() => this.readAll(), APART_MS).unref();
  }

  private readAll(): void {
    const notes = [...this.newest];
    this.newest.clear();
    this.timer = undefined;
    for (const [subject, note] of notes) void this.read(subject, note);
  }
}
