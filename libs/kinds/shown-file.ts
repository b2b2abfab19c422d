/** A file as a reader is told of it: what an event of a case says of it, but for its key. */
export interface ShownFile {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: number;
}
const isShownFile = (value: object): value is ShownFile => 'sha256' in value && 'fileName' in value;

/** The files that an event gives, wherever they stand in what it says. */
export function filesShownIn(content: unknown): ShownFile[] {
  if (typeof content !== 'object' || content === null) return [];
  return isShownFile(content) ? [content] : Object.values(content).flatMap(filesShownIn);
}
