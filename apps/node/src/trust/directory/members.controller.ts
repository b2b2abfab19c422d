import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { preparedFor } from '#libs/policy/prepared.js';
import type { Layer } from '#libs/policy/rules.js';
import { memberOf, UnitAddress } from '#libs/trust/address.js';
import { type CoordinationBody, isSuspended, type PolicyVersion } from '#libs/trust/directory.js';
import { Times } from '#libs/trust/fields.js';
import { fingerprint } from '#libs/trust/fingerprint.js';
import { instrumentsBetween, instrumentsIn } from '#libs/trust/instruments.js';
import { SubscriptionLine } from '#libs/trust/subscription.js';
import { InstitutionType, UnitFunction } from '#libs/trust/vocabulary.js';
import { Get, InQuery } from '../../http/route.js';
import { DirectoryService } from './directory.service.js';

export const MemberQuery = z.strictObject({ member: z.string().max(12).optional() });
export const InstrumentQuery = z.strictObject({
  member: z.string().max(12).optional(),
  /** The other member: then only what both are bound by. */
  with: z.string().max(12).optional(),
});

const Titles = z.array(z.object({ language: z.string(), text: z.string() })).readonly();

export const MemberList = z.object({
  members: z.array(
    z.object({
      member: z.string(),
      name: z.string(),
      standing: z.enum(['member', 'suspended']),
      since: z.int(),
      fingerprint: z.string(),
      nodes: z.int(),
      units: z.array(
        z.object({
          unit: UnitAddress,
          name: z.string(),
          function: UnitFunction,
          languages: z.array(z.string()).readonly(),
        }),
      ),
    }),
  ),
});
export const BodyList = z.object({
  bodies: z.array(
    z.object({
      member: z.string(),
      office: z.string(),
      id: z.string(),
      form: z.string(),
      names: Titles,
      institutions: z.array(z.object({ name: z.string(), type: InstitutionType })).readonly(),
      since: z.int(),
    }),
  ),
});
export const InstrumentList = z.object({
  instruments: z.array(
    z.object({
      member: z.string(),
      office: z.string(),
      id: z.string(),
      form: z.string(),
      titles: Titles,
      partners: z.array(z.string()).readonly(),
      ratifiedOn: z.string().nullable(),
      inForceOn: z.string().nullable(),
      revision: z.object({ number: z.int(), agreedOn: z.string() }).nullable(),
      reservations: z.array(z.string()).readonly(),
      acceptedLanguages: z.array(z.string()).readonly(),
      centralAuthority: z.string().nullable(),
      declarations: z.array(z.string()).readonly(),
      /** Days within which it answers requests under it. */
      times: Times.nullable(),
      since: z.int(),
    }),
  ),
});
export const SubscriptionList = z.object({
  subscriptions: z.array(z.object({ unit: UnitAddress, since: z.int(), lines: z.array(SubscriptionLine).readonly() })),
});
const PolicyView = z.object({
  /** `null` is the network's. */
  member: z.string().nullable(),
  title: z.string(),
  /** In force from this log position. */
  from: z.int(),
  text: z.string(),
  rules: z.array(z.object({ id: z.string(), effect: z.enum(['permit', 'forbid']), reason: z.string() })),
  /** Why nothing is permitted under it; null where it can be used. */
  unusable: z.string().nullable(),
});
export const PolicyList = z.object({ policies: z.array(PolicyView) });

/** What the directory says of members, their bodies, instruments, subscriptions and policies. */
@Controller('directory')
export class MembersController {
  constructor(private readonly directory: DirectoryService) {}

  @Get('members', { summary: 'Members, their units and standing', by: 'officers', answer: MemberList })
  members(): z.infer<typeof MemberList> {
    const { members, units, nodes, size } = this.directory.state;
    return {
      members: [...members.values()].map((member) => ({
        member: member.code,
        name: member.name,
        standing: isSuspended(member, size) ? ('suspended' as const) : ('member' as const),
        since: member.since,
        fingerprint: fingerprint(member.keys.at(-1)!.key),
        nodes: [...nodes.values()].filter((node) => memberOf(node.name) === member.code && !node.retiredAt).length,
        units: [...units.values()]
          .filter((unit) => memberOf(unit.address) === member.code && !unit.retiredAt)
          .map(({ address, name, function: unitFunction, languages }) => ({
            unit: address,
            name,
            function: unitFunction,
            languages,
          })),
      })),
    };
  }

  @Get('coordination-bodies', {
    summary: 'National commissions and referral mechanisms',
    by: 'officers',
    query: MemberQuery,
    answer: BodyList,
  })
  bodies(@InQuery() { member }: z.infer<typeof MemberQuery>): z.infer<typeof BodyList> {
    const bodies = [...this.directory.state.coordinationBodies.values()].map(ofMember);
    return { bodies: bodies.filter((body) => member === undefined || body.member === member) };
  }

  @Get('instruments', {
    summary: 'Treaties and agreements of a member, or those that bind two members',
    by: 'officers',
    query: InstrumentQuery,
    answer: InstrumentList,
  })
  instruments(@InQuery() { member, with: other }: z.infer<typeof InstrumentQuery>): z.infer<typeof InstrumentList> {
    const { state } = this.directory;
    const chosen =
      member !== undefined && other !== undefined
        ? instrumentsBetween(state, member, other)
        : instrumentsIn(state).filter((one) => member === undefined || one.member === member);
    return {
      instruments: chosen.map(({ declarations, ratifiedOn, inForceOn, revision, ...one }) => ({
        ...one,
        ratifiedOn: ratifiedOn ?? null,
        inForceOn: inForceOn ?? null,
        revision: revision ?? null,
        acceptedLanguages: declarations.acceptedLanguages,
        centralAuthority: declarations.centralAuthority ?? null,
        declarations: declarations.others,
        times: declarations.times ?? null,
      })),
    };
  }

  @Get('subscriptions', {
    summary: 'What units want to hear of',
    by: 'officers',
    query: MemberQuery,
    answer: SubscriptionList,
  })
  subscriptions(@InQuery() { member }: z.infer<typeof MemberQuery>): z.infer<typeof SubscriptionList> {
    const units = [...this.directory.state.units.values()].filter(
      (unit) => !unit.retiredAt && (member === undefined || memberOf(unit.address) === member),
    );
    return {
      subscriptions: units.flatMap(({ address, subscription }) =>
        subscription ? [{ unit: address, since: subscription.since, lines: subscription.lines }] : [],
      ),
    };
  }

  @Get('policies', { summary: 'The policies in force, rule by rule', by: 'officers', answer: PolicyList })
  policies(): z.infer<typeof PolicyList> {
    const { networkPolicies, nationalPolicies } = this.directory.state;
    const network = networkPolicies.at(-1);
    const national = [...nationalPolicies].flatMap(([member, versions]) => {
      const last = versions.at(-1);
      return last ? [policyView(member, last, 'national')] : [];
    });
    return { policies: [...(network ? [policyView(null, network, 'network')] : []), ...national] };
  }
}

const ofMember = (one: CoordinationBody): CoordinationBody & { member: string } => ({
  ...one,
  member: memberOf(one.office),
});

function policyView(
  member: string | null,
  { title, text, from }: PolicyVersion,
  layer: Layer,
): z.infer<typeof PolicyView> {
  const prepared = preparedFor(layer, text);
  const rules = prepared.ok ? [...prepared.rules.values()] : [];
  return { member, title, from, text, rules, unusable: prepared.ok ? null : prepared.refusal.message };
}
