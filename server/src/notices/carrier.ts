/** One message as it goes out. */
export type Letter = {
  /** One address; never a list. */
  readonly to: string;
  /** The name beside the sender's address; empty: the address alone. */
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  /** How long it may be on its way, in minutes: what did not arrive by then is not to arrive any more. */
  readonly minutes?: number;
};

/**
 * What became of it. `later`: not taken now, and certainly not sent. `uncertain`: it broke off when it may have been taken
 * already; it is not sent again, because a message that comes twice is noticed.
 */
export type Delivery = "taken" | "refused" | "later" | "uncertain";

/**
 * A way messages go. It never throws, and what it answers holds nothing of the message. `reference`: taken, and by this it may
 * be told later that it did not arrive.
 */
export type Carrier = (letter: Letter) => Promise<Delivery | { readonly reference: string }>;
