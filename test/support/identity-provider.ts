import type { Server } from 'node:http';
import Provider from 'oidc-provider';

/** A member's identity provider, a certified implementation of OpenID Connect, whose users sign in by name alone. */
export async function identityProvider(
  port: number,
  client: { id: string; secret: string; redirectUri: string },
): Promise<Server> {
  // It warns of what a test wants: sign-in by name alone, keys and state in memory.
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, name) => ({ accountId: name, claims: () => ({ sub: name, preferred_username: name }) }),
  });
  Object.assign(console, { warn, info });
  return new Promise((resolve) => {
    const server = provider.listen(port, () => resolve(server));
  });
}
