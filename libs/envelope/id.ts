import { z } from 'zod';
import { UnitAddress } from '#libs/trust/address.js';

export const MessageId = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'a message id is a ULID')
  .brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

/**
 * A message as officers and programs name it: its id, and behind "~" its sender where several units used that id
 * (`01M8CJD967WYPZHBK40BJTJWYY~ne.police-agadez`). An id is its sender's choice: alone it says nothing of whose it is.
 */
export const MessageReference = z
  .string()
  .max(128)
  .transform((text) => {
    const [, id, , sender] = /^([^~]*)(~(.*))?$/s.exec(text)!;
    return { id: id!, sender: sender?.replace('.', '/') };
  })
  .pipe(z.strictObject({ id: MessageId, sender: z.union([UnitAddress, z.undefined()]) }));
export type MessageReference = z.infer<typeof MessageReference>;
