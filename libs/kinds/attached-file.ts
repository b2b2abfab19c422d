import { z } from 'zod';
import { FileBytes, PartCount } from '#libs/bounds/numbers.js';
import { Text } from './text.js';

/** A file that travels beside a message as sealed parts; its key is known to whoever can open the message. */
export const AttachedFile = z.strictObject({
  /** Name of its parts at the hub: 128 random bits in hexadecimal. */
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
});
export type AttachedFile = z.infer<typeof AttachedFile>;

/** A file that the officer uploaded to the node before, by the name that the node answered with. */
export const UploadedFile = z.strictObject({ name: AttachedFile.shape.name, caption: Text.optional() });
export type UploadedFile = z.infer<typeof UploadedFile>;
