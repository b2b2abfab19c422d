/**
 * The policy that a network begins with. Every rule carries an id and a reason: the reason is what officers are shown,
 * so it is one clause that goes on from "receives, because …" or "does not, because …".
 */
export const DEFAULT_POLICY = `// Who decides about policy.
@id("P0") @reason("the Steering Committee adopts network policy")
permit (principal is Liaison::Committee, action == Liaison::Action::"adopt", resource);

// Police alerts go to specialised units, prosecutors and liaison offices.
@id("P1") @reason("alerts and what answers them go to specialised police, prosecutors and liaison offices")
permit (principal is Liaison::Unit, action in [Liaison::Action::"receive", Liaison::Action::"respond"], resource)
when {
  resource.shape == "bulletin" &&
  ["specialised-police", "prosecution", "liaison-office"].contains(principal.function)
};

// What is made for everybody's learning goes to every unit.
@id("P2") @reason("practice, training, awareness, risk and statistics are for every unit")
permit (principal is Liaison::Unit, action in [Liaison::Action::"receive", Liaison::Action::"respond"], resource)
when {
  ["practice-note", "manual", "training-notice", "awareness-area", "risk-assessment", "statistics"].contains(resource.about)
};

// A case goes to its parties.
@id("P3") @reason("it is a party to the case")
permit (principal is Liaison::Unit, action in [Liaison::Action::"receive", Liaison::Action::"respond"], resource)
when { resource.shape == "case" && context.party };

// TLP 2.0: RED is for named recipients only.
@id("P4") @reason("TLP:RED goes only to the units that it names")
forbid (principal is Liaison::Unit, action == Liaison::Action::"receive", resource)
when { resource.tlp == "RED" && !context.named && !context.party };

// Victims first: their data only where they are protected, or in the case that needs it.
@id("P5") @reason("what names a victim goes only to victim-protection units, or to the parties of its case")
forbid (principal is Liaison::Unit, action in [Liaison::Action::"receive", Liaison::Action::"share-onward"], resource)
when { resource.namesVictim && principal.function != "victim-protection" && !context.party };

@id("P6") @reason("a minor's data is never in a bulletin")
forbid (principal is Liaison::Unit, action in [Liaison::Action::"receive", Liaison::Action::"share-onward"], resource)
when { resource.namesMinor && resource.shape == "bulletin" };

// Passing on: freely only what says so; otherwise with the originator's consent.
@id("P7") @reason("its handling lets it be passed on")
permit (principal is Liaison::Unit, action == Liaison::Action::"share-onward", resource)
when { ["CLEAR", "GREEN"].contains(resource.tlp) && resource.handlingCode == "H0" };

@id("P8") @reason("the originator consented to passing it on to this unit")
permit (principal is Liaison::Unit, action == Liaison::Action::"share-onward", resource)
when { context.granted };

// What a unit may subscribe to.
@id("P9") @reason("every unit may subscribe")
permit (principal is Liaison::Unit, action == Liaison::Action::"subscribe", resource);

@id("P10") @reason("referrals of victims are for victim-protection units")
forbid (principal is Liaison::Unit, action == Liaison::Action::"subscribe", resource == Liaison::Kind::"victim-referral")
unless { principal.function == "victim-protection" };

// Officers, by their roles in the unit.
@id("P11") @reason("officers with a working role in the unit read its mail")
permit (principal is Liaison::Officer, action == Liaison::Action::"open", resource)
when {
  principal.roles.containsAny(["drafter", "releaser", "liaison-officer", "evidence-custodian", "auditor"])
};

@id("P12") @reason("drafters and releasers write")
permit (principal is Liaison::Officer, action == Liaison::Action::"draft", resource)
when { principal.roles.containsAny(["drafter", "releaser"]) };

@id("P13") @reason("releasers release")
permit (principal is Liaison::Officer, action == Liaison::Action::"release", resource)
when { principal.roles.contains("releaser") };

@id("P14") @reason("two officers release what names a person")
forbid (principal is Liaison::Officer, action == Liaison::Action::"release", resource)
when { resource.namesPerson && context.officers < 2 };

@id("P15") @reason("releasers and liaison officers export")
permit (principal is Liaison::Officer, action == Liaison::Action::"export", resource)
when { principal.roles.containsAny(["releaser", "liaison-officer"]) };

@id("P16") @reason("TLP:RED and PAP:RED are not exported")
forbid (principal is Liaison::Officer, action == Liaison::Action::"export", resource)
when { resource.tlp == "RED" || resource.pap == "RED" };

// What was given in a case stays in its purpose.
@id("P17") @reason("releasers and evidence custodians use elsewhere what their unit holds")
permit (principal is Liaison::Officer, action == Liaison::Action::"reuse", resource)
when { principal.roles.containsAny(["releaser", "evidence-custodian"]) };

@id("P18") @reason("what was given in a case is used for its purpose alone, unless its giver consented (UNTOC Art. 18(19))")
forbid (principal is Liaison::Officer, action == Liaison::Action::"reuse", resource)
when { resource.shape == "case" && !context.consented };
`;
