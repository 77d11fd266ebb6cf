export { billFaults, lawWithBill, loadBills, readBill } from "./bills.ts";
export { type ClaimBook, claimFaults, claimsCountry, knownFor, loadClaims } from "./claims.ts";
export { type CommitmentBook, commitmentFaults, loadCommitments } from "./commitments.ts";
export { compiled } from "./compiled.ts";
export { conformityFaults, loadJudgements, loadTreaty, treaties } from "./conformity.ts";
export { clueIn, LINK } from "./contact.ts";
export * from "./country.ts";
export { differences } from "./differences.ts";
export * from "./documents.ts";
export { answerTo, Example, loadExamples } from "./example.ts";
export { describeFault, InvalidPack, type PackFault } from "./fault.ts";
export { filesUnder } from "./files.ts";
export { countries, countryFolder, realCountries, workingCountries } from "./head.ts";
export { type Country, type CountryLaw, loadCountry, loadLaw, loadPack } from "./load.ts";
export * from "./oversight.ts";
export {
  holdsParticipation,
  loadParticipation,
  participations,
  Tile,
  type TreatyBook,
} from "./participation.ts";
export { nearest } from "./words.ts";
export { type Reading, readYaml, writePath } from "./yaml.ts";
