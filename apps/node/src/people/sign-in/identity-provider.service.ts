import { Inject, Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { isText } from '#libs/bounds/text.js';
import { problem } from '../../http/problem.js';
import { CONFIG, type NodeConfig } from '../../process/config.js';
import { SignInSteps } from './steps.js';

interface Asked {
  readonly verifier: string;
  readonly nonce: string;
}

/** The member's own identity provider (OpenID Connect Core 1.0: authorization code, PKCE, nonce). */
@Injectable()
export class IdentityProviderService {
  private discovered: Promise<client.Configuration> | undefined;

  constructor(
    private readonly steps: SignInSteps,
    @Inject(CONFIG) private readonly config: NodeConfig,
  ) {}

  /** What it is called; null where the node has none. */
  get name(): string | null {
    return this.config.identityProvider?.name ?? null;
  }

  /** @returns where to send the browser, and the step that it comes back with */
  async ask(address: string): Promise<{ url: string; step: string }> {
    const configuration = await this.configuration();
    const verifier = client.randomPKCECodeVerifier();
    const nonce = client.randomNonce();
    const step = await this.steps.begin('identity-provider', { verifier, nonce } satisfies Asked, { address });
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: step,
      nonce,
    });
    return { url: url.href, step };
  }

  /** @param query of the address that the browser came back to @returns the officer's name here @throws Problem where the provider's word does not hold */
  async answered(query: string, step: string): Promise<string> {
    const configuration = await this.configuration();
    const { verifier, nonce } = await this.steps.take<Asked>('identity-provider', step);
    const tokens = await client
      .authorizationCodeGrant(configuration, new URL(`${this.redirectUri}?${query}`), {
        pkceCodeVerifier: verifier,
        expectedNonce: nonce,
        expectedState: step,
        idTokenExpected: true,
      })
      .catch(() => undefined);
    const name = tokens?.claims()?.[this.config.identityProvider!.claim];
    if (typeof name !== 'string' || !isText(name)) {
      throw problem(
        401,
        'identity-not-given',
        `${this.name} did not say who you are.`,
        'Try again, or sign in another way.',
      );
    }
    return name;
  }

  private get redirectUri(): string {
    return `${this.config.consoleOrigin}/api/v1/session/identity-provider/answer`;
  }

  private async configuration(): Promise<client.Configuration> {
    const provider = this.config.identityProvider;
    if (!provider)
      throw problem(404, 'no-identity-provider', 'This node has no identity provider.', 'Sign in another way.');
    // Over loopback there is nobody to listen.
    const local = ['localhost', '127.0.0.1'].includes(new URL(provider.issuer).hostname);
    this.discovered ??= client.discovery(
      new URL(provider.issuer),
      provider.clientId,
      provider.clientSecret,
      undefined,
      local ? { execute: [client.allowInsecureRequests] } : undefined,
    );
    return this.discovered.catch(() => {
      this.discovered = undefined;
      throw problem(503, 'identity-provider-unreachable', `${provider.name} does not answer.`, 'Sign in another way.');
    });
  }
}
