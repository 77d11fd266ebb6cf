/** As much of the library `smpp` as is used here; it brings no types. */
declare module "smpp" {
  import type { EventEmitter } from "node:events";
  import type { Server } from "node:net";

  /** One message of the protocol: its command, and the fields that command has. */
  export type Pdu = {
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly message_id?: string;
    readonly esm_class?: number;
    readonly short_message?: { readonly message?: string | Buffer };
    readonly receipted_message_id?: string;
    readonly message_state?: number;
    readonly [field: string]: unknown;
    response(fields?: object): Pdu;
  };

  export interface Session extends EventEmitter {
    readonly socket: { readonly writable: boolean };
    bind_transceiver(fields: object, answered: (answer: Pdu) => void): boolean;
    submit_sm(fields: object, answered: (answer: Pdu) => void): boolean;
    deliver_sm(fields: object, answered?: (answer: Pdu) => void): boolean;
    enquire_link(answered: (answer: Pdu) => void): boolean;
    unbind(answered?: (answer: Pdu) => void): boolean;
    send(pdu: Pdu): boolean;
    close(): void;
    destroy(): void;
  }

  const smpp: {
    connect(options: object, connected: () => void): Session;
    createServer(session: (session: Session) => void): Server;
  };
  export default smpp;
}
