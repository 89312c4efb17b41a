// The program under test: started on a port the system picks, with a data folder of its own.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

export class Program {
  /** `path`: the program; `folder`: its data folder, which outlives a stop and a start. */
  constructor(path, folder) {
    this.path = path;
    this.folder = folder;
  }

  /** Resolves when the program says where it listens; throws with its words if it ends before that. */
  async start(today) {
    const options = ["serve", "--demo", "--today", today, "--data", this.folder, "--listen", "127.0.0.1:0"];
    this.child = spawn(this.path, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.ended = once(this.child, "exit");
    this.words = "";
    this.child.stderr.on("data", (piece) => { this.words += piece; });
    for await (const line of createInterface({ input: this.child.stdout })) {
      this.address = line.match(/http:\/\/[\d.]+:\d+/)?.[0];
      if (this.address) break;
    }
    if (!this.address) throw new Error(`the program did not start: ${this.words}`);
    this.child.stdout.resume();
  }

  async stop() {
    if (!this.child) return;
    this.child.kill("SIGTERM");
    const [status] = await this.ended;
    this.child = undefined;
    if (status !== 0) throw new Error(`the program ended with ${status}: ${this.words}`);
  }

  /** A subcommand, handed to the running server. */
  async command(...words) {
    await run(this.path, [...words, "--data", this.folder]);
  }
}
