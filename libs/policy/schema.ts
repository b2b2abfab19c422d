/** What policies can speak of (Cedar schema). `docs/policy.md` explains each attribute to those who write policies. */
export const SCHEMA = `
namespace Liaison {
  entity Member;
  entity Unit in [Member] { member: String, function: String, languages: Set<String> };
  entity Officer in [Unit] { unit: Unit, roles: Set<String> };
  entity Committee;
  entity Policy;
  entity Kind;
  entity Message {
    kind: String,
    about: String,
    shape: String,
    sender: Unit,
    tlp: String,
    handlingCode: String,
    pap: String,
    topics: Set<String>,
    countries: Set<String>,
    urgent: Bool,
    namesPerson: Bool,
    namesVictim: Bool,
    namesMinor: Bool
  };

  type ToUnit = { named: Bool, party: Bool, ownMember: Bool };
  action receive, respond appliesTo { principal: Unit, resource: Message, context: ToUnit };
  action "share-onward" appliesTo { principal: Unit, resource: Message, context: { named: Bool, party: Bool, ownMember: Bool, granted: Bool } };
  action subscribe appliesTo { principal: Unit, resource: Kind, context: {} };
  action open, draft, export appliesTo { principal: Officer, resource: Message, context: {} };
  action reuse appliesTo { principal: Officer, resource: Message, context: { consented: Bool } };
  action release appliesTo { principal: Officer, resource: Message, context: { officers: Long } };
  action adopt appliesTo { principal: Committee, resource: Policy, context: {} };
}
`;
