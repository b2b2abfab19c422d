import { z } from 'zod';
import { Contact } from '#libs/contacts/contact.js';
import { UnitAddress } from '#libs/trust/address.js';
import { contactStatements } from '#libs/trust/statements/contacts.js';
import { instrumentStatements } from '#libs/trust/statements/instruments.js';
import { subscriptionStatements } from '#libs/trust/statements/subscriptions.js';

const office = { office: true } as const;
const ContactId = contactStatements['contact-erased'].body.shape.contact;

/** What a unit of this node can say in the directory, as people write it: who says it is the draft's author. */
export const Saying = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('contact-published'), record: Contact }),
  z.strictObject({ type: z.literal('contact-changed'), contact: ContactId, record: Contact }),
  contactStatements['contact-erased'].body.omit(office),
  contactStatements['coordination-body-published'].body.omit(office),
  contactStatements['coordination-body-withdrawn'].body.omit(office),
  instrumentStatements['instrument-recorded'].body.omit(office),
  instrumentStatements['instrument-withdrawn'].body.omit(office),
  subscriptionStatements['subscription-set'].body,
]);
export type Saying = z.infer<typeof Saying>;

export const DraftRequest = z.strictObject({ author: UnitAddress, saying: Saying });
