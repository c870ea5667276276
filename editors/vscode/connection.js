// JSON-RPC with a language server in a process of its own, over its standard input and output.
"use strict";

const { spawn } = require("node:child_process");

const HEADER_END = Buffer.from("\r\n\r\n");

/** Splits a stream of bytes into messages: a header with the length, then that many bytes. */
class Messages {
  constructor(take) {
    this.take = take;
    this.held = Buffer.alloc(0);
  }

  push(chunk) {
    this.held = this.held.length ? Buffer.concat([this.held, chunk]) : chunk;
    for (;;) {
      const end = this.held.indexOf(HEADER_END);
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.held.toString("latin1", 0, end));
      const start = end + HEADER_END.length;
      if (length === null) {
        this.held = this.held.subarray(start);
        continue;
      }
      const stop = start + Number(length[1]);
      if (this.held.length < stop) return;
      const body = this.held.toString("utf8", start, stop);
      this.held = this.held.subarray(stop);
      this.take(JSON.parse(body));
    }
  }
}

class Connection {
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{cwd?: string}} options
   * @param {{request: Function, notification: Function, log: Function, ended: Function}} told
   */
  constructor(command, args, options, told) {
    this.told = told;
    this.waiting = new Map();
    this.count = 0;
    this.closed = false;
    this.process = spawn(command, args, { cwd: options.cwd, stdio: "pipe", shell: false });
    const messages = new Messages((message) => this.#took(message));
    this.process.stdout.on("data", (chunk) => messages.push(chunk));
    this.process.stderr.on("data", (chunk) => told.log(chunk.toString("utf8")));
    this.process.stdin.on("error", () => {});
    this.process.on("error", (error) => this.#end(error.message));
    this.process.on("exit", (code) => this.#end(`it ended with status ${code}`));
  }

  #end(why) {
    if (this.closed) return;
    this.closed = true;
    for (const { reject } of this.waiting.values()) reject(new Error(`the language server is gone: ${why}`));
    this.waiting.clear();
    this.told.ended(why);
  }

  #send(message) {
    if (this.closed) return;
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }), "utf8");
    this.process.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  async #took(message) {
    if (message.method !== undefined && message.id !== undefined) {
      try {
        this.#send({ id: message.id, result: (await this.told.request(message.method, message.params)) ?? null });
      } catch (error) {
        this.#send({ id: message.id, error: { code: -32603, message: String(error.message ?? error) } });
      }
    } else if (message.method !== undefined) {
      this.told.notification(message.method, message.params);
    } else if (this.waiting.has(message.id)) {
      const { resolve, reject } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** Ask the server; a token of VS Code's takes the question back. */
  request(method, params, token) {
    if (this.closed) return Promise.reject(new Error("the language server is not running"));
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.#send({ id, method, params });
      token?.onCancellationRequested(() => this.notify("$/cancelRequest", { id }));
    });
  }

  async close() {
    if (this.closed) return;
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    try {
      await this.request("shutdown", undefined);
    } catch {
      // It is gone, which is what was wanted.
    }
    this.notify("exit", undefined);
    this.closed = true;
    const timer = setTimeout(() => this.process.kill(), 2000);
    await gone;
    clearTimeout(timer);
  }
}

module.exports = { Connection, Messages };
