/**
 * Signs of an identifier as anybody writes it: a wallet's has up to 90 (BIP-173), an IBAN 34 and a space after each four. A longer
 * text is none, and the libraries that read them do not have to be trusted with one.
 */
export const LONGEST_IDENTIFIER = 120;
