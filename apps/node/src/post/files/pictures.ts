import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { OneByOne } from '#libs/apart/one-by-one.js';

/** Pictures are read whole to take data out of them; what is larger is for files. */
export const MAX_PICTURE_BYTES = 64 * 1024 ** 2;
const PREVIEW_PIXELS = 640;
/** Of cameras and telephones; a file of some hundred bytes may hold more, and each takes memory while it is written anew. */
const MOST_PIXELS = 50_000_000;
const turns = new OneByOne();

/** Read and written anew one at a time, so that many at once take no more than one. Undefined where it cannot be read. */
const written = (read: () => Promise<Uint8Array>, options: SharpOptions, write: (picture: Sharp) => Sharp) =>
  turns.after(async (): Promise<Buffer | undefined> => {
    const bytes = await read();
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS, ...options }).rotate();
    return write(picture)
      .toBuffer()
      .catch(() => undefined);
  });

/** Formats that cameras and telephones write, with what writes them without loss that an eye would see. */
const WRITERS: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: 95 }),
  'image/png': (picture) => picture.png(),
  'image/webp': (picture) => picture.webp({ quality: 95 }),
  'image/tiff': (picture) => picture.tiff(),
  'image/avif': (picture) => picture.avif({ quality: 80 }),
  'image/gif': (picture) => picture.gif(),
};

export const isPicture = (mediaType: string): boolean => mediaType in WRITERS;

/**
 * A picture without EXIF, XMP, IPTC and comments: no place, no device, no time, no hidden thumbnail. It is turned as the
 * camera said and written anew. Undefined where it cannot be read.
 */
export const withoutMetadata = (read: () => Promise<Uint8Array>, mediaType: string): Promise<Buffer | undefined> =>
  written(read, { animated: mediaType === 'image/gif' }, WRITERS[mediaType]!);

/** A small picture for a list, written anew: nothing that the original hides is in it. Undefined where there is none. */
export const previewOf = (read: () => Promise<Uint8Array>): Promise<Buffer | undefined> =>
  written(read, {}, (picture) =>
    picture.resize(PREVIEW_PIXELS, PREVIEW_PIXELS, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }),
  );

/** Office formats are archives inside. */
const IN_ZIP = /^application\/(zip|epub\+zip|vnd\.(openxmlformats|oasis)|java-archive)/;

/** What a file is by its first bytes, where it says that it is something else; undefined where nothing speaks against it. */
export async function typeFault(start: Uint8Array, said: string): Promise<string | undefined> {
  if (said === 'application/octet-stream') return undefined;
  const found = await fileTypeFromBuffer(start);
  if (!found) return isPicture(said) || said === 'application/pdf' ? 'something else' : undefined;
  if (found.mime === said || (IN_ZIP.test(said) && found.mime.includes('zip'))) return undefined;
  const [family, foundFamily] = [said, found.mime].map((type) => type.split('/')[0]);
  // Containers are named in many ways; a video that is another kind of video deceives nobody.
  if (family === foundFamily && (family === 'video' || family === 'audio')) return undefined;
  if (said === 'text/xml' && found.mime === 'application/xml') return undefined;
  return found.mime;
}
