import { z } from 'zod';
import { refuse } from '#libs/outcome/index.js';
import { phrase } from '#libs/words/phrase.js';
import { memberOf, UnitAddress } from '../address.js';
import type { DirectoryState } from '../directory.js';
import { Hash, Name, Slug, Titles } from '../fields.js';
import { absent, already, type Fault, officeFault, rule } from '../rule.js';
import { InstitutionType } from '../vocabulary.js';

const office = { office: UnitAddress };
const ContactId = z.string().regex(/^[0-9a-f]{32}$/, '128 random bits in hexadecimal');
const contact = { ...office, contact: ContactId };

/** Of one member: every node fetches each one's record and keeps it. */
const MOST_CONTACTS = 100;

function tooManyFault(state: DirectoryState, office: UnitAddress): Fault {
  const member = memberOf(office);
  const known = [...state.contacts.values()].filter((one) => memberOf(one.office) === member);
  return known.length < MOST_CONTACTS
    ? undefined
    : refuse('too-many-contacts', `${member} has ${MOST_CONTACTS} contacts already.`, 'Erase one of them first.');
}

/** The fault in a contact not being this office's. */
function ownContactFault(state: DirectoryState, { office, contact }: { office: UnitAddress; contact: string }): Fault {
  return (
    officeFault(state, office) ?? (state.contacts.get(contact)?.office === office ? undefined : absent('This contact'))
  );
}

/**
 * Focal points, liaison officers and the bodies that they work with. Personal data never enters the log: a contact's
 * record is sealed beside it, and the log holds the hash of the record, which begins with a random salt.
 */
export const contactStatements = {
  'contact-published': rule(z.strictObject({ type: z.literal('contact-published'), ...contact, commitment: Hash }), {
    words: ({ office }) => phrase('Publish a contact of {{office}}.', { office }),
    author: (body) => body.office,
    fault: (state, body) =>
      officeFault(state, body.office) ??
      (state.contacts.has(body.contact) ? already('This contact') : tooManyFault(state, body.office)),
    apply: (state, { contact: id, office, commitment }, since) => {
      state.contacts.set(id, { id, office, commitment, since });
    },
  }),

  'contact-changed': rule(z.strictObject({ type: z.literal('contact-changed'), ...contact, commitment: Hash }), {
    words: ({ office }) => phrase('Change a contact of {{office}}.', { office }),
    author: (body) => body.office,
    fault: ownContactFault,
    apply: (state, { contact: id, office, commitment }, since) => {
      state.contacts.set(id, { id, office, commitment, since });
    },
  }),

  'contact-erased': rule(z.strictObject({ type: z.literal('contact-erased'), ...contact }), {
    words: ({ office }) => phrase('Erase a contact of {{office}}.', { office }),
    author: (body) => body.office,
    fault: ownContactFault,
    apply: (state, body) => {
      state.contacts.delete(body.contact);
    },
  }),

  /** Replaces what the office published under the same id before. */
  'coordination-body-published': rule(
    z.strictObject({
      type: z.literal('coordination-body-published'),
      ...office,
      id: Slug,
      form: z.enum(['national-commission', 'referral-mechanism', 'regional-body', 'observatory-network']),
      names: Titles,
      institutions: z.array(z.strictObject({ name: Name, type: InstitutionType })).max(100),
    }),
    {
      words: ({ names, form, institutions }) =>
        phrase('Publish "{{name}}" ({{form}}) with {{count}} institutions.', {
          name: names[0]?.text ?? '',
          form,
          count: institutions.length,
        }),
      author: (body) => body.office,
      fault: (state, body) => officeFault(state, body.office),
      apply: (state, { type: _, ...body }, since) => {
        state.coordinationBodies.set(`${body.office} ${body.id}`, { ...body, since });
      },
    },
  ),

  'coordination-body-withdrawn': rule(
    z.strictObject({ type: z.literal('coordination-body-withdrawn'), ...office, id: Slug }),
    {
      words: ({ id, office }) => phrase('Withdraw the coordination body "{{id}}" of {{office}}.', { id, office }),
      author: (body) => body.office,
      fault: (state, body) =>
        officeFault(state, body.office) ??
        (state.coordinationBodies.has(`${body.office} ${body.id}`) ? undefined : absent(`"${body.id}"`)),
      apply: (state, body) => {
        state.coordinationBodies.delete(`${body.office} ${body.id}`);
      },
    },
  ),
};
