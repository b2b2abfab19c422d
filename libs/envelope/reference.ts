/** How a message is named where its id alone may not do: see MessageReference. Without zod, so that a browser takes it in. */
export const referenceTo = ({ id, sender }: { readonly id: string; readonly sender: string }): string =>
  `${id}~${sender.replace('/', '.')}`;

/** The same of a message as it is kept. */
export const referenceOf = ({ messageId, sender }: { readonly messageId: string; readonly sender: string }): string =>
  referenceTo({ id: messageId, sender });
