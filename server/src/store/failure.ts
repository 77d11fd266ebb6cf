/**
 * Something about the machine, the folder or the configuration that the operator has to put right. The message is one
 * plain sentence or two and says what to do; it is printed as it stands, without a stack. Anything else thrown while
 * starting is a bug.
 */
export class CannotStart extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CannotStart";
  }
}
