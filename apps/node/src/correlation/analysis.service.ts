import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { iso } from '#libs/bounds/times.js';
import type { Comparison } from '#libs/correlation/compare.js';
import { graphml } from '#libs/correlation/graphml.js';
import { LINK } from '#libs/correlation/weights.js';
import type { MessageReference } from '#libs/envelope/id.js';
import { referenceOf, referenceTo } from '#libs/envelope/reference.js';
import type { OfficerAction } from '#libs/policy/engine.js';
import type { Role } from '#libs/policy/roles.js';
import type { UnitAddress } from '#libs/trust/address.js';
import { BulletinIndex } from '../bulletins/index/bulletin-index.service.js';
import { mustBeOneSenders, ReadingService, type Which } from '../bulletins/reading/reading.service.js';
import { problem } from '../http/problem.js';
import { Audit, type AuditAction } from '../people/audit/audit.js';
import { ANALYSING, type Officer, READING, roleIn, unitsIn } from '../people/officers/roles.js';
import { AlertsInIndex } from './alerts-in-index.js';
import { CorrelationService } from './correlation.service.js';
import { type Network, NetworksService } from './networks.service.js';
import type { NetworkQuery, NetworkSummary, NetworkView, SimilarList } from './views.js';

/** Roles that say what belongs together. */

/** An analyst's work on networks, each step of it in the audit log. */
@Injectable()
export class AnalysisService {
  constructor(
    private readonly reading: ReadingService,
    private readonly index: BulletinIndex,
    private readonly correlation: CorrelationService,
    private readonly networks: NetworksService,
    private readonly alerts: AlertsInIndex,
    private readonly audit: Audit,
  ) {}

  /** The alerts of the unit that seem to tell of the same network as this one, with reasons. */
  async similar(officer: Officer, which: Which): Promise<z.infer<typeof SimilarList>> {
    const { row, role } = await this.reading.read(officer, 'alert', which);
    const id = row.messageId;
    await this.audit.note({
      officer: officer.name,
      unit: row.unit,
      role,
      action: 'alerts-compared',
      subject: referenceOf(row),
    });
    const indexed = await this.index.find(row.unit, row.sender, id);
    if (!indexed) return { similar: [], networks: [] };
    const links = (await this.networks.linksOf(indexed.number)).filter(({ score }) => score >= LINK);
    const others = links.map(({ a, b }) => (a === indexed.number ? b : a));
    const reasons = await this.correlation.explain(
      row.unit,
      others.map((other) => [indexed.number, other] as const),
    );
    const known = await this.alerts.of(officer, others, 'open');
    return {
      similar: others.flatMap((number, i) => {
        const found = known.get(number);
        return found ? [{ ...found, ...rounded(reasons[i]!), score: links[i]!.score }] : [];
      }),
      networks: (await this.networks.of(indexed.number)).map(({ id: network, name, confirmedBy }) => ({
        id: network,
        name,
        confirmed: confirmedBy !== null,
      })),
    };
  }

  async list(officer: Officer, query: z.infer<typeof NetworkQuery>): Promise<z.infer<typeof NetworkSummary>[]> {
    const units = unitsIn(officer, READING);
    if (query.unit && !units.includes(query.unit)) throw notThere();
    const found = await this.networks.list(query.unit ? [query.unit] : units, query.limit, query.offset);
    return found.map(summaryOf);
  }

  async show(officer: Officer, id: string): Promise<z.infer<typeof NetworkView>> {
    const { network, role } = await this.find(officer, id, READING);
    await this.note(officer, network, role, 'network-opened');
    return this.viewOf(officer, network, 'open');
  }

  async confirm(officer: Officer, id: string, name: string, alerts: readonly MessageReference[]) {
    const { network, role } = await this.find(officer, id, ANALYSING);
    await this.networks.confirm(officer.name, id, name, this.numbersOf(network, alerts));
    await this.note(officer, network, role, 'network-confirmed', `${alerts.length} alerts`);
    return this.again(officer, id);
  }

  async split(officer: Officer, id: string, alerts: readonly MessageReference[]) {
    const { network, role } = await this.find(officer, id, ANALYSING);
    const numbers = this.numbersOf(network, alerts);
    if (numbers.length === network.members.length) {
      throw problem(422, 'nothing-left', 'All of its alerts would go.', 'Name those that belong to another network.');
    }
    const other = await this.networks.split(network, numbers);
    await this.note(officer, network, role, 'network-split', `${alerts.length} alerts to ${other}`);
    return this.again(officer, other);
  }

  async merge(officer: Officer, id: string, withId: string) {
    const { network, role } = await this.find(officer, id, ANALYSING);
    const { network: other } = await this.find(officer, withId, ANALYSING);
    if (id === withId || network.unit !== other.unit) {
      throw problem(422, 'not-mergeable', 'Two networks of one unit are merged.', 'Name another one.');
    }
    await this.networks.merge(network, other);
    await this.note(officer, network, role, 'network-merged', `with ${withId}`);
    return this.again(officer, id);
  }

  async rename(officer: Officer, id: string, name: string) {
    const { network, role } = await this.find(officer, id, ANALYSING);
    await this.networks.rename(id, name);
    await this.note(officer, network, role, 'network-named');
    return this.again(officer, id);
  }

  async reject(officer: Officer, id: string): Promise<void> {
    const { network, role } = await this.find(officer, id, ANALYSING);
    await this.networks.reject(network);
    await this.note(officer, network, role, 'network-rejected');
  }

  /** The network for a graph program; only the alerts that the officer may export. */
  async graph(officer: Officer, id: string, why: string): Promise<string> {
    const { network, role } = await this.find(officer, id, READING);
    const { name, members, links } = await this.viewOf(officer, network, 'export');
    if (members.length === 0) {
      throw problem(
        403,
        'policy-forbids',
        'The policy in force does not let you export any of these alerts.',
        'Ask your liaison office which rule applies, and why.',
      );
    }
    await this.note(officer, network, role, 'network-exported', why);
    return graphml(name ?? network.id, members, links as never);
  }

  private async viewOf(
    officer: Officer,
    network: Network,
    action: OfficerAction,
  ): Promise<z.infer<typeof NetworkView>> {
    const known = await this.alerts.of(
      officer,
      network.members.map((one) => one.number),
      action,
    );
    const members = network.members.flatMap(({ number, confirmed }) => {
      const found = known.get(number);
      return found ? [{ ...found, confirmed }] : [];
    });
    const links = (await this.networks.linksAmong([...known.keys()])).filter(({ score }) => score >= LINK);
    const reasons = await this.correlation.explain(
      network.unit,
      links.map(({ a, b }) => [a, b] as const),
    );
    return {
      ...summaryOf(network),
      members,
      links: links.map(({ a, b, score }, i) => ({
        a: referenceTo(known.get(a)!),
        b: referenceTo(known.get(b)!),
        ...rounded(reasons[i]!),
        score,
      })),
    };
  }

  private async find(officer: Officer, id: string, wanted: readonly Role[]): Promise<{ network: Network; role: Role }> {
    const network = await this.networks.find(id);
    const role = network && roleIn(officer, network.unit, wanted);
    if (!network || !role) throw notThere();
    return { network, role };
  }

  private async again(officer: Officer, id: string) {
    return this.viewOf(officer, (await this.networks.find(id))!, 'open');
  }

  private numbersOf(network: Network, alerts: readonly MessageReference[]): string[] {
    const numbers = alerts.map(({ id, sender }) => {
      const meant = network.members.filter((one) => one.messageId === id && (!sender || one.sender === sender));
      mustBeOneSenders(id, meant);
      if (meant[0]) return meant[0].number;
      throw problem(
        422,
        'alert-not-in-network',
        `The alert ${id} is not in this network, or was not proposed for it.`,
        'Look at the network again: it may have changed.',
      );
    });
    return [...new Set(numbers)];
  }

  private note = (officer: Officer, network: Network, role: Role, action: AuditAction, why?: string): Promise<void> =>
    this.audit.note({ officer: officer.name, unit: network.unit, role, action, subject: network.id, why });
}

const summaryOf = ({ id, unit, name, confirmedBy, confirmedAt, members }: Network): z.infer<typeof NetworkSummary> => ({
  id,
  unit: unit as UnitAddress,
  name,
  state: confirmedBy === null ? 'proposed' : 'confirmed',
  confirmedBy,
  confirmedAt: confirmedAt === null ? null : iso(confirmedAt),
  alerts: members.length,
  proposed: members.filter((one) => !one.confirmed).length,
});

const rounded = ({ reasons }: Comparison) => ({
  reasons: reasons.map(({ signal, shared, weight }) => ({ signal, shared, weight: Math.round(weight * 100) / 100 })),
});

const notThere = () =>
  problem(
    404,
    'network-unknown',
    'Your units have no such network.',
    'See "liaison network list": it may have changed.',
  );
