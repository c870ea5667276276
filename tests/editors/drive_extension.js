// Runs the extension as VS Code would, on a stand-in for VS Code, and prints what came of it as JSON.
// node drive_extension.js EXTENSION COMMAND CASE
"use strict";

const fs = require("node:fs");
const Module = require("node:module");
const { pathToFileURL, fileURLToPath } = require("node:url");

const [extension, command, path] = process.argv.slice(2);
const providers = {};
const shown = { diagnostics: {}, status: "", errors: [] };
const nothing = { dispose() {} };
const never = () => nothing;

class Holder { constructor(...held) { this.held = held; } }
class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range { constructor(start, end) { Object.assign(this, { start, end }); } }
class Uri {
  constructor(text) { this.text = text; this.scheme = text.split(":")[0]; }
  static parse(text) { return new Uri(text); }
  get fsPath() { return fileURLToPath(this.text); }
  toString() { return this.text; }
}
class Kind {
  constructor(value) { this.value = value; }
  append(part) { return new Kind(this.value ? `${this.value}.${part}` : part); }
}
class Edit {
  constructor() { this.replaced = []; this.created = []; }
  set(uri, edits) { for (const edit of edits) this.replaced.push([uri.text, edit.held[0], edit.held[1]]); }
  replace(uri, range, text) { this.replaced.push([uri.text, range, text]); }
  createFile(uri) { this.created.push(uri.text); }
}

const uri = new Uri(pathToFileURL(path).toString());
const text = fs.readFileSync(path, "utf8");
const document = { uri, languageId: "gsn", version: 1, getText: () => text };

const languages = new Proxy({
  createDiagnosticCollection: () => ({
    set: (where, found) => { shown.diagnostics[where.text] = found.map((one) => one.code.value ?? one.code); },
    clear() {}, dispose() {},
  }),
}, { get: (held, name) => held[name] ?? ((...args) => {
  providers[name] = args.find((one) => one !== null && typeof one === "object" && Object.keys(one).some((key) => /^(provide|prepare)/.test(key)));
  return nothing;
}) });

const vscode = new Proxy({
  Position, Range, Uri, WorkspaceEdit: Edit,
  CodeActionKind: { Empty: new Kind("") },
  StatusBarAlignment: { Left: 1 },
  FoldingRangeKind: { Comment: 1 },
  EventEmitter: class { constructor() { this.event = never; } fire() {} dispose() {} },
  languages,
  commands: { registerCommand: never },
  window: {
    activeTextEditor: { document },
    createOutputChannel: () => ({ append() {}, appendLine() {}, dispose() {} }),
    createStatusBarItem: () => ({ show() { shown.status = this.text; }, hide() {}, dispose() {} }),
    onDidChangeActiveTextEditor: never,
    showErrorMessage: (message) => shown.errors.push(message),
  },
  workspace: {
    isTrusted: true,
    workspaceFolders: undefined,
    textDocuments: [document],
    getConfiguration: () => ({ get: (name, otherwise) => ({ command, asOf: "2100-06-01" })[name] ?? otherwise }),
    createFileSystemWatcher: () => ({ onDidCreate: never, onDidChange: never, onDidDelete: never, dispose() {} }),
    onDidGrantWorkspaceTrust: never, onDidChangeConfiguration: never, onDidOpenTextDocument: never,
    onDidChangeTextDocument: never, onDidSaveTextDocument: never, onDidCloseTextDocument: never,
    onDidChangeWorkspaceFolders: never,
  },
}, { get: (held, name) => held[name] ?? Holder });

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));

const where = (words) => {
  const before = text.slice(0, text.indexOf(words)).split("\n");
  return new Position(before.length - 1, before.at(-1).length);
};

async function main() {
  const { activate, deactivate } = require(extension);
  await activate({ subscriptions: [] });
  const until = Date.now() + 20000;
  while (!shown.status && !shown.errors.length && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
  const goal = where("G2 \"");
  const at = { start: goal, end: goal };
  const hover = await providers.registerHoverProvider.provideHover(document, goal);
  const offered = await providers.registerCompletionItemProvider.provideCompletionItems(document, where("E1"));
  const symbols = await providers.registerDocumentSymbolProvider.provideDocumentSymbols(document);
  const renamed = await providers.registerRenameProvider.provideRenameEdits(document, goal, "Direct");
  const actions = await providers.registerCodeActionsProvider.provideCodeActions(document, at, { triggerKind: 1 });
  const module = actions.find((action) => action.sent.title.startsWith("Make a module"));
  await providers.registerCodeActionsProvider.resolveCodeAction(module);
  const colours = await providers.registerDocumentSemanticTokensProvider.provideDocumentSemanticTokens(document);
  const [item] = await providers.registerCallHierarchyProvider.prepareCallHierarchy(document, goal);
  const below = await providers.registerCallHierarchyProvider.provideCallHierarchyOutgoingCalls(item);
  const links = await providers.registerDocumentLinkProvider.provideDocumentLinks(document);
  await deactivate();
  console.log(JSON.stringify({
    ...shown,
    diagnostics: shown.diagnostics[uri.text],
    hover: hover.held[0].held[0].split("\n")[0],
    offered: offered.held[0].map((one) => one.held[0]),
    symbols: symbols.map((one) => one.held[0]),
    renamed: renamed.replaced.length,
    created: module.edit.created.map((one) => one.split("/").at(-1)),
    colours: colours.held[0].length % 5,
    below: below.map((one) => one.held[0].held[1].split(" ")[0]),
    links: links.map((one) => one.held[1].text.split("/").at(-1)),
  }));
}

main().catch((error) => { console.error(error); process.exit(1); });
