import { newSigningKey, type SigningKey } from '#libs/cose/ed25519.js';
import { newKemKey } from '#libs/envelope/hpke.js';
import type { Outcome } from '#libs/outcome/index.js';
import { expectAccepted } from '#libs/outcome/index.js';
import type { Author } from '#libs/trust/author.js';
import { StatementBody } from '#libs/trust/bodies.js';
import { type DirectoryState, emptyDirectory, MOST_UNROOTED } from '#libs/trust/directory.js';
import { draftStatement, signStatement } from '#libs/trust/draft.js';
import { type CheckedStatement, type FoldRefusal, fold } from '#libs/trust/fold.js';
import { stateRootOf } from '#libs/trust/key-tree.js';
import { everythingOf } from '#libs/trust/subscription.js';

const AT = 1_795_500_000_000;

/** A log in the making, with everybody's keys at hand: what members, units and the committee could say next. */
export class ExampleLog {
  readonly state: DirectoryState = emptyDirectory();
  readonly entries: Uint8Array[] = [];
  readonly logKey = newSigningKey();
  committee = [newSigningKey(), newSigningKey(), newSigningKey()];
  readonly memberKeys = new Map<string, SigningKey>();
  readonly unitKeys = new Map<string, SigningKey>();
  readonly witnessKeys = new Map<string, SigningKey>();

  /** The network of three signers, two of whom decide; nothing else yet. */
  static founded(): ExampleLog {
    const log = new ExampleLog();
    expectAccepted(log.say(log.genesis(), log.committee));
    return log;
  }

  /** With members, each with one node and a police unit and a liaison office. */
  static withMembers(...members: string[]): ExampleLog {
    const log = ExampleLog.founded();
    for (const member of members) {
      log.admit(member);
      log.enrol(`${member}/main`);
      log.register(`${member}/police`, 'specialised-police');
      log.register(`${member}/liaison`, 'liaison-office');
    }
    return log;
  }

  genesis(name = 'Test network') {
    return {
      type: 'genesis',
      name,
      logOrigin: 'liaison.test/log',
      logKey: this.logKey.publicKey,
      committee: this.committee.map((key) => key.publicKey),
      threshold: 2,
    };
  }

  admit(member: string, name = member): void {
    const key = newSigningKey();
    this.memberKeys.set(member, key);
    this.must({ type: 'member-admitted', member, name, memberKey: key.publicKey }, this.committee.slice(0, 2));
  }

  enrol(node: string): void {
    const witnessKey = newSigningKey();
    this.witnessKeys.set(node, witnessKey);
    const body = {
      type: 'node-enrolled',
      node,
      hubKey: `U${'A'.repeat(55)}`,
      witnessKey: witnessKey.publicKey,
      recordKey: newKemKey().publicKey,
    };
    this.must(body, [this.memberKey(node), witnessKey]);
  }

  register(unit: string, unitFunction: string, { name = unit, languages = ['fr'] } = {}): void {
    const key = newSigningKey();
    this.unitKeys.set(unit, key);
    const body = {
      type: 'unit-registered',
      unit,
      node: `${unit.split('/')[0]}/main`,
      name,
      function: unitFunction,
      languages,
      signingKey: key.publicKey,
    };
    this.must(body, [this.memberKey(unit), key]);
  }

  publishEpochKey(unit: string, epoch: number): void {
    this.must(epochKeyOf(unit, epoch), [this.unitKeys.get(unit)!]);
  }

  subscribe(unit: string, ...kinds: string[]): void {
    this.must({ type: 'subscription-set', unit, lines: [everythingOf(kinds)] }, [this.unitKeys.get(unit)!]);
  }

  /** The key of the member that a node or unit belongs to. */
  memberKey = (address: string): SigningKey => this.memberKeys.get(address.split('/')[0]!)!;

  entry(body: unknown, keys: readonly SigningKey[], author?: Author): Uint8Array {
    return signStatement(draftStatement(this.state, StatementBody.parse(body), AT, author), keys);
  }

  /** The log states what it says, as its service has it do. */
  rooted(): Outcome<CheckedStatement, FoldRefusal> {
    return this.take(this.entry(stateRootOf(this.state), [this.logKey]));
  }

  say(body: unknown, keys: readonly SigningKey[], author?: Author): Outcome<CheckedStatement, FoldRefusal> {
    const { size, rootedAt } = this.state;
    if (size - rootedAt >= MOST_UNROOTED && (body as StatementBody).type !== 'state-root')
      expectAccepted(this.rooted());
    return this.take(this.entry(body, keys, author));
  }

  take(entry: Uint8Array): Outcome<CheckedStatement, FoldRefusal> {
    const folded = fold(this.state, entry);
    if (folded.ok) this.entries.push(entry);
    return folded;
  }

  must = (body: unknown, keys: readonly SigningKey[], author?: Author): void =>
    void expectAccepted(this.say(body, keys, author));
}

export const epochKeyOf = (unit: string, epoch: number) => ({
  type: 'epoch-key-published',
  unit,
  epoch,
  publicKey: newKemKey().publicKey,
});
