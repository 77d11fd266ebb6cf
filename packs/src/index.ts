export * from "./country.ts";
export { differences } from "./differences.ts";
export { answerTo, Example, loadExamples } from "./example.ts";
export { describeFault, InvalidPack, type PackFault } from "./fault.ts";
export { type Country, countries, countryFolder, filesUnder, loadCountry, loadPack } from "./load.ts";
export { nearest } from "./words.ts";
export { type Reading, readYaml, writePath } from "./yaml.ts";
