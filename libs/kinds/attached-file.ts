import { z } from 'zod';
import { FileBytes, PartCount } from '#libs/bounds/numbers.js';
import { partsOf } from '#libs/envelope/part-sizes.js';
import { custom } from '#libs/outcome/field-faults.js';
import { phrase } from '#libs/words/phrase.js';
import { Text } from './text.js';

/** A file that travels beside a message as sealed parts; its key is known to whoever can open the message. */
export const AttachedFile = z
  .strictObject({
    /** 128 random bits in hexadecimal, the sender's own: which file of this message is meant. */
    name: z.string().regex(/^[0-9a-f]{32}$/),
    fileName: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^/\\\p{Cc}]+$/u, 'a file name without slashes'),
    mediaType: z
      .string()
      .regex(/^[a-z]+\/[a-z0-9.+-]+$/)
      .max(100),
    bytes: FileBytes,
    parts: PartCount,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    key: z.string().regex(/^[0-9a-f]{64}$/),
    caption: Text.optional(),
  })
  .refine(({ bytes, parts }) => parts === partsOf(bytes), 'as many parts as its bytes make');
export type AttachedFile = z.infer<typeof AttachedFile>;

/** A file that the officer uploaded to the node before, by the name that the node answered with. */
export const UploadedFile = z.strictObject({ name: AttachedFile.shape.name, caption: Text.optional() });
export type UploadedFile = z.infer<typeof UploadedFile>;

/** Beside one message. */
export const MOST_FILES = 50;

/** The names of uploads in what is written, finished or not, wherever they stand in it. */
export function uploadsIn(written: unknown): string[] {
  if (typeof written !== 'object' || written === null) return [];
  const upload = UploadedFile.pick({ name: true }).loose().safeParse(written);
  return [...(upload.success ? [upload.data.name] : []), ...Object.values(written).flatMap(uploadsIn)];
}

/** The files of one message, as they are written or as they travel: none of them twice. */
export const fileList = <File extends z.ZodType>(file: File) =>
  z
    .array(file)
    .max(MOST_FILES)
    .default([])
    .superRefine((files, context) => {
      const names = new Set<string>();
      (files as readonly { readonly name: string }[]).forEach(({ name }, i) => {
        if (names.has(name)) context.addIssue(custom([i, 'name'], phrase('each file once')));
        names.add(name);
      });
    });
