import type { Answer } from "./answer.ts";
import { below, did, type Incident, NO, not, notArrestable, penalised, stands } from "./hand-incident.ts";

/** The Code of Administrative Offences, article by article, for HAND_WRITTEN. */
export function administrative(incident: Incident, answers: Answer[]): void {
  const { minor, byParent, age } = incident;

  const neglect = did(incident, "child-neglect") & minor & byParent;
  if (neglect !== NO) {
    const again = penalised(incident, "kz.koap-2014.127");
    stands(answers, "kz.koap-2014.127#2", neglect & again) || stands(answers, "kz.koap-2014.127#1", neglect);
  }

  const silence =
    did(incident, "failure-to-report") & minor & not(byParent) & (incident.entrusted | incident.official);
  if (silence !== NO) {
    const again = penalised(incident, "kz.koap-2014.127-1");
    stands(answers, "kz.koap-2014.127-1#2", silence & again) ||
      stands(answers, "kz.koap-2014.127-1#1", silence);
  }

  const bullying = did(incident, "bullying") & minor;
  if (bullying !== NO) {
    const by16 = bullying & not(below(age, 16));
    stands(answers, "kz.koap-2014.127-2#2", by16 & penalised(incident, "kz.koap-2014.127-2")) ||
      stands(answers, "kz.koap-2014.127-2#1", by16);
    stands(answers, "kz.koap-2014.127-2#3", bullying & not(below(age, 12)) & below(age, 16));
  }

  stands(answers, "kz.koap-2014.128#1", did(incident, "involving-minor-in-offence") & minor);
  stands(answers, "kz.koap-2014.131#1", did(incident, "intoxicating-minor") & minor);

  const damage = did(incident, "property-damage") & not(incident.familyAtHome);
  if (damage !== NO) {
    const again = damage & penalised(incident, "kz.koap-2014.147-1");
    stands(answers, "kz.koap-2014.147-1#3", again & notArrestable(incident)) ||
      stands(answers, "kz.koap-2014.147-1#2", again) ||
      stands(answers, "kz.koap-2014.147-1#1", damage);
  }

  const breach = did(incident, "breach-of-protective-order") & incident.ordered;
  if (breach !== NO) {
    stands(answers, "kz.koap-2014.461#2", breach & notArrestable(incident)) ||
      stands(answers, "kz.koap-2014.461#1-1", breach & penalised(incident, "kz.koap-2014.461")) ||
      stands(answers, "kz.koap-2014.461#1", breach);
  }

  const requirements = did(incident, "breach-of-special-requirements") & incident.required;
  if (requirements !== NO) {
    stands(answers, "kz.koap-2014.669#4", requirements & notArrestable(incident)) ||
      stands(answers, "kz.koap-2014.669#3", requirements & penalised(incident, "kz.koap-2014.669")) ||
      stands(answers, "kz.koap-2014.669#2", requirements);
  }

  const quarrel = quarrelAtHome(incident);
  if (quarrel !== NO) {
    const again = quarrel & penalised(incident, "kz.koap-2014.73");
    stands(answers, "kz.koap-2014.73#3", again & notArrestable(incident)) ||
      stands(answers, "kz.koap-2014.73#2", again) ||
      stands(answers, "kz.koap-2014.73#1", quarrel);
  }

  const slander = did(incident, "slander");
  if (slander !== NO) {
    stands(answers, "kz.koap-2014.73-3#2", slander & incident.publicly) ||
      stands(answers, "kz.koap-2014.73-3#1", slander);
  }
}

/** What Article 73 calls an unlawful act in family and household relations. */
export function quarrelAtHome(incident: Incident): number {
  return (
    incident.familyAtHome &
    (did(incident, "insult") |
      did(incident, "humiliation") |
      did(incident, "harassment") |
      did(incident, "property-damage"))
  );
}
