import { SavedFile } from '../ui/SavedFile.js';
import type { Case } from './duty.js';

/** A file as one event gives it: another event's of the same name is another file. */
export function FileOfEvent({
  data,
  event,
  file,
}: {
  data: Case;
  event: Case['timeline'][number];
  file: { name: string; fileName: string };
}) {
  const address = `/api/v1/cases/${data.id}/events/${event.hash}/files/${file.name}?unit=${encodeURIComponent(data.unit)}`;
  const { state } = event.files.find((one) => one.name === file.name) ?? {};
  return <SavedFile href={address} fileName={file.fileName} state={state} />;
}
