import { z } from 'zod';

/** A mail address; none is longer (RFC 5321 §4.5.3.1.3). */
export const MailAddress = z.email().max(254);
