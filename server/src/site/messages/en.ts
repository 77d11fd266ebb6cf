/**
 * What the public pages say, as ICU messages. This file defines the keys; the other languages `satisfies` it, so that a
 * missing one fails the build. For a frightened or tired reader: short sentences, plain words, no blame.
 */
export const en = {
  "site.name": "The law, by date",
  skip: "Skip to the content",
  "leave.action": "Leave this site",
  "nav.label": "Pages",
  "nav.languages": "Language",
  "nav.front": "Articles",
  "nav.regimes": "Timeline",
  "nav.changes": "What changed",
  "nav.search": "Search",
  "nav.what": "What applies?",
  "foot.what":
    "What an article provides is told here in our own words, with the source of each statement. The official text decides. This is not legal advice.",
  "foot.trace":
    "These pages set no cookies and keep nothing about you. Your browser may still keep the addresses you opened: a private window does not.",
  "foot.printed": "Address: {address}. Edition of the data: {hash}.",

  "error.notFound.title": "There is no such page",
  "error.notFound.text": "Nothing is kept at this address. Search for an article, or begin with the list.",
  "error.noNorm.title": "No article “{id}”",
  "error.noNorm.text": "It is not in the collection, or the address is misspelt.",
  "error.noNorm.near": "Did you mean:",
  "error.noDay.title": "There is no such day",
  "error.noDay.text": "“{value}” is not a day of the calendar. Write it as year-month-day: 2024-06-16.",
  "error.early.title": "Before the first day covered",
  "error.early.text":
    "The collection begins on {first}. What the law was before that day it does not say, rather than guess.",
  "error.early.go": "Show the law of {first}",
  "error.failed.title": "Something went wrong on our side",
  "error.failed.text": "Nothing was lost. Try again in a minute. The number of this request: {id}.",
  "error.back": "To the list of articles",

  "cite.article": "{act} {article}",
  "cite.paragraph": "{act} {article} para {paragraph}",
  "cite.part": "{whole} part {part}",

  "kind.definition": "definition",
  "kind.offence": "offence",
  "kind.measure": "protective measure",
  "kind.duty": "duty",
  "kind.right": "right",
  "kind.service": "service",
  "kind.general": "general rule",

  "time.since": "In force since {from}",
  "time.sinceUntil": "In force from {from} until {until}",
  "time.between": "a day between {from} and {to}",

  "norm.onDay": "As it stood on {date}",
  "norm.none": "On {date} this article was not in force.",
  "norm.sources": "Where this was read",
  "norm.by": "Brought in by: {act}",
} as const;

export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Record<MessageKey, string>>;
