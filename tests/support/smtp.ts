import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** A mail server of its own: keeps what it is handed, and refuses or hesitates when told to. */
export interface MailServer {
  url: string;
  /** Every mail, whole, in the order in which they came. */
  received: string[];
  /** Refuses every recipient. */
  refuses: boolean;
  /** Asked of each whole mail before it is acknowledged. */
  beforeAnswer: (mail: string) => Promise<void>;
  close(): void;
}

export async function startMailServer(): Promise<MailServer> {
  const server = createServer((socket) => talk(socket, mails)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const mails: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    refuses: false,
    beforeAnswer: async () => {},
    close: () => server.close(),
  };
  return mails;
}

/** As much of RFC 5321 as a client needs to hand over one mail. */
function talk(socket: Socket, mails: MailServer): void {
  let text = "";
  let mail: string[] | undefined;
  // A client may be gone before its answer.
  socket.on("error", () => socket.destroy());
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    text += chunk.toString();
    for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      if (mail) {
        if (line !== ".") {
          mail.push(line);
          continue;
        }
        const whole = mail.join("\n");
        mail = undefined;
        mails.received.push(whole);
        void mails.beforeAnswer(whole).then(() => socket.write("250 kept\r\n"));
      } else if (/^DATA/i.test(line)) {
        mail = [];
        socket.write("354 go on\r\n");
      } else if (/^QUIT/i.test(line)) {
        socket.end("221 bye\r\n");
      } else
        socket.write(mails.refuses && /^RCPT/i.test(line) ? `550 nobody here: ${line}\r\n` : "250 ok\r\n");
    }
  });
}
