/** What is claimed of secrecy, consent and the trail, each with the tests that would fail if it did not hold. */
export type Proof = {
  readonly name: string;
  /** One line: what holds. */
  readonly claim: string;
  /** Test files, from the root. */
  readonly files: readonly string[];
  /** Only tests whose full name matches; all of the files otherwise. */
  readonly only?: string;
};

export const PROOFS: readonly Proof[] = [
  {
    name: "role-matrix",
    claim:
      "Every cell of the table of roles: what a role reads by which relation, of the service and of the database",
    files: ["server/src/cases/matrix.test.ts"],
  },
  {
    name: "routes",
    claim:
      "Every route of the service is for whom it was decided, and an undecided one is closed to everybody",
    files: ["server/src/api/access.test.ts"],
  },
  {
    name: "consent",
    claim:
      "What she agreed to is open until then and not longer; taken back, it is gone at once, with its keys",
    files: ["server/src/cases/consent.test.ts"],
  },
  {
    name: "children",
    claim:
      "Nobody complained of opens a child's record, for any role; each record by itself; others' consents end at majority",
    files: ["server/src/cases/children.test.ts", "law/src/childhood.test.ts"],
  },
  {
    name: "reporting-matrix",
    claim:
      "Who must, may or must not tell whom, by kind of body, age, act and day, and what is said before the first question",
    files: ["packs/src/kz-telling.test.ts"],
  },
  {
    name: "forged-override",
    claim: "No field, role or context opens what nobody agreed to and no norm or emergency opened",
    files: ["server/src/cases/consent.test.ts"],
    only: "nobody's to invent",
  },
  {
    name: "disclosure",
    claim:
      "Without her consent only by a norm that obliges this agency, with a second person, and the fewest fields",
    files: ["server/src/cases/disclosure.test.ts"],
  },
  {
    name: "row-security",
    claim:
      "Nothing is seen without context, in another's name or past the policies; no connection keeps anybody's rights",
    files: ["server/src/access/actor.test.ts"],
    only: "row-level security",
  },
  {
    name: "backend-killed",
    claim: "A database backend killed in the middle never answers with another person's rights",
    files: ["server/src/access/actor.test.ts"],
    only: "a backend that dies",
  },
  {
    name: "coercion",
    claim:
      "What the partner who holds her telephone, her code and even her key may want of her page, and of that of a child who has come of age, 30 times",
    files: [
      "server/src/site/my-case/abuse.test.ts",
      "server/src/survivor/door.test.ts",
      "server/src/survivor/grown.test.ts",
    ],
  },
  {
    name: "hidden-cases",
    claim:
      "A case one takes no part in, or is related to, is a case that does not exist: to the letter, and in the work it costs",
    files: ["server/src/api/canaries.test.ts"],
    only: "takes no part in|somebody close",
  },
  {
    name: "conflict",
    claim:
      "A case of somebody close to her does not exist for a member of staff: by any spelling, any way in, any statement",
    files: ["server/src/cases/conflict.test.ts", "server/src/access/marks/marks.test.ts"],
  },
  {
    name: "closed-doors",
    claim:
      "Nobody slips in at the moment a conflict is told or lifted; no entry tells a stranger that a case is there; no reviewer sees her own",
    files: ["server/src/cases/doors.test.ts"],
  },
  {
    name: "participation",
    claim:
      "Who takes part follows from what was agreed, taken back, fell or passed to another, in any order, alike in service and database",
    files: ["server/src/cases/participation.test.ts"],
  },
  {
    name: "serves-in",
    claim:
      "A respondent who serves in an agency: nobody of it learns of the case; another has its duties and its place",
    files: ["server/src/cases/serves-in.test.ts"],
  },
  {
    name: "canaries",
    claim: "What was told stands in no table, file of the cluster, log, list, search, count or problem",
    files: ["server/src/api/canaries.test.ts"],
    only: "what was told",
  },
  {
    name: "documents",
    claim:
      "No document holds what its template does not name; none leaves without a second person, or otherwise than approved",
    files: [
      "server/src/documents/gate.test.ts",
      "server/src/documents/leaks.test.ts",
      "server/src/documents/documents.test.ts",
    ],
  },
  {
    name: "legal-requests",
    claim:
      "Whoever is asked about, known or unknown, the page and the answer are the same; counsel alone lets anything out",
    files: ["server/src/documents/documents.test.ts"],
    only: "a legal request",
  },
  {
    name: "breach-clock",
    claim: "A breach is notified in time or late by the law of the country and its calendar; it names nobody",
    files: ["server/src/breach/breach.test.ts"],
  },
  {
    name: "sealing",
    claim: "A sealed value changed by a bit, moved, or opened for another holder does not open",
    files: [
      "server/src/store/keys.test.ts",
      "server/src/journal/journal.test.ts",
      "server/src/journal/classes.test.ts",
    ],
  },
  {
    name: "custody",
    claim: "What an agency holds under its own key, the hub cannot read with all the keys it has",
    files: ["server/src/cases/custody.test.ts"],
  },
  {
    name: "erasure",
    claim:
      "What two persons erased opens from no backup of the database, with all keys and files there are; before the erasure it does",
    files: ["server/src/cases/erase.test.ts"],
  },
  {
    name: "retention",
    claim:
      "The schedule erases on its day and not before, never what nobody knows the time of, and nothing that is held",
    files: ["server/src/cases/retention.test.ts", "server/src/cases/erase.test.ts"],
    only: "schedule",
  },
  {
    name: "rotation",
    claim:
      "The master key changes under load without a failed read or a lost writing, and goes on where it was killed",
    files: ["server/src/journal/rotate.test.ts"],
  },
  {
    name: "tampering",
    claim:
      "Changing, deleting, reordering, back-dating, cutting off, forking or restoring yesterday is found out",
    files: ["server/src/trail/trail.test.ts", "server/src/cli/witness.test.ts"],
  },
  {
    name: "merkle",
    claim: "The tree of the trail is that of RFC 6962, by its definition and by published vectors",
    files: ["server/src/trail/merkle.test.ts", "server/src/trail/note.test.ts"],
  },
  {
    name: "break-glass",
    claim:
      "Emergency access is hers alone, for a time, for reading, in the open; late reviews and misuse lock it; no code tells of a case",
    files: ["server/src/oversight/glass.test.ts", "server/src/oversight/glass-model.test.ts"],
  },
  {
    name: "insiders",
    claim:
      "The rules find most misuse in a replay of 200 people's looks and leave the honest alone; a planted case is told at the next look",
    files: ["server/src/oversight/watch"],
  },
  {
    name: "two-persons",
    claim:
      "What nobody does alone: making who oversees, closing and unlocking by oversight, small counts; not by one person under two roles",
    files: ["server/src/people/request.test.ts", "server/src/api/people.test.ts"],
  },
  {
    name: "accounts",
    claim:
      "No password is guessed for free, no link works twice, no closed account goes on, no administrator reads a case",
    files: [
      "server/src/people",
      "server/src/api/people.test.ts",
      "server/src/api/session.test.ts",
      "server/src/api/enrolment.test.ts",
    ],
  },
  {
    name: "asvs",
    claim:
      "Every requirement of ASVS 5.0.0 of levels 1 and 2 is answered once; every test and place it names is there",
    files: ["e2e/src/prove/asvs.test.ts"],
  },
  {
    name: "safe-contact",
    claim:
      "No message to her leaves but by a way, at an hour and in words she agreed to that stand when it is sent; without a check the test fails",
    files: [
      "server/src/notices/gate.test.ts",
      "server/src/notices/post.test.ts",
      "server/src/structure.test.ts",
    ],
  },
  {
    name: "disguise",
    claim:
      "What she is sent, and the page its link opens, tell nobody anything: texts, sender, head, address",
    files: [
      "server/src/notices/text.test.ts",
      "server/src/notices/mail.test.ts",
      "server/src/notices/sms.test.ts",
      "server/src/site/my-case/link.test.ts",
    ],
  },
  {
    name: "registers",
    claim:
      "Registers change by two people, never in place; whoever suggests is not known, and what she wrote is sealed, then destroyed",
    files: ["server/src/registers/registers.test.ts", "server/src/site/harmony/propose/propose.test.ts"],
  },
  {
    name: "origins",
    claim:
      "The host of the public has no route and no cookie of the staff's, nor theirs of hers; nothing across origins",
    files: ["server/src/api/separate-origins.test.ts"],
  },
  {
    name: "mass-use",
    claim:
      "A program that walks all cases is slowed to the pace of a person, and what computes is bounded for each address and at once",
    files: ["server/src/api/budgets.test.ts", "server/src/access/budget.test.ts"],
  },
  {
    name: "encrypted-lines",
    claim: "From outside, a proxy among them, Arasha is reached by TLS 1.2 or 1.3 or not at all",
    files: ["server/src/cli/line-settings.test.ts", "server/src/cli/start.test.ts"],
    only: "in the clear|encrypted lines|a certificate",
  },
];
