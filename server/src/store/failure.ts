/**
 * Something about the machine, the folder or the configuration that the operator has to put right. The message is one
 * plain sentence or two and says what to do; it is printed as it stands, without a stack. Anything else thrown while
 * starting is a bug.
 */
export class CannotStart extends Error {
  /** 2 where the settings contradict each other or cannot be used; 1 where what they name does not do its part. */
  readonly exit: 1 | 2;

  constructor(message: string, { exit = 1, ...options }: ErrorOptions & { readonly exit?: 1 | 2 } = {}) {
    super(message, options);
    this.name = "CannotStart";
    this.exit = exit;
  }
}
