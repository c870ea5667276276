// Starts `gsn lsp`, keeps it told of the texts that are open, and shows what it says. No other code than VS Code's and
// this folder's runs, so that the extension is packaged and installed without any network.
"use strict";

const vscode = require("vscode");
const { Connection } = require("./connection");
const convert = require("./convert");
const { register } = require("./providers");

const LANGUAGES = new Set(["gsn", "gsn-treaty"]);

/** What the server judges by; it is started again when somebody changes them. */
const SET = ["treaty", "actors", "asOf"];

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  experimental: { gsnChecked: true },
  window: { showDocument: { support: true } },
  workspace: {
    workspaceFolders: true,
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, resolveSupport: { properties: ["edit"] } },
    rename: { prepareSupport: true },
    semanticTokens: {
      requests: { full: { delta: true }, range: true }, tokenTypes: [], tokenModifiers: [], formats: ["relative"],
    },
  },
};

let running;

async function activate(context) {
  const log = vscode.window.createOutputChannel("GSN safety cases");
  const again = async () => {
    await stop();
    if (vscode.workspace.isTrusted) running = await start(log);
  };
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("gsn.restart", again),
    vscode.workspace.onDidGrantWorkspaceTrust(again),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("gsn") && again()),
  );
  await again();
}

async function stop() {
  const was = running;
  running = undefined;
  if (was === undefined) return;
  for (const one of was.held) one.dispose();
  await was.connection.close();
}

async function start(log) {
  const settings = vscode.workspace.getConfiguration("gsn");
  const command = settings.get("command", "gsn");
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  const diagnostics = vscode.languages.createDiagnosticCollection("gsn");
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  const verdicts = new Map();
  const hintsChanged = new vscode.EventEmitter();
  const held = [diagnostics, status, hintsChanged];

  const showVerdict = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const said = uri && verdicts.get(uri);
    status.text = said ? `${said.case}: ${said.label}` : "";
    if (said) status.show();
    else status.hide();
  };
  const told = {
    log: (words) => log.append(words),
    ended: (why) => {
      log.appendLine(`gsn: ${why}`);
      diagnostics.clear();
      vscode.window.showErrorMessage(
        `\`${command} lsp\` does not run: ${why}. Install gsn with \`pip install 'gsn-case[lsp]'\`, or say where it is in the setting gsn.command.`,
      );
    },
    notification: (method, params) => {
      if (method === "textDocument/publishDiagnostics") {
        diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(convert.asDiagnostic));
      } else if (method === "gsn/checked") {
        for (const uri of params.files) verdicts.set(vscode.Uri.parse(uri).toString(), params);
        showVerdict();
      } else if (method === "window/logMessage" || method === "window/showMessage") {
        log.appendLine(params.message);
      }
    },
    request: async (method, params) => {
      if (method === "workspace/inlayHint/refresh") {
        hintsChanged.fire();
        return null;
      }
      if (method !== "window/showDocument") throw new Error(`${method} is not known here`);
      const where = params.selection && convert.asRange(params.selection);
      await vscode.window.showTextDocument(vscode.Uri.parse(params.uri), { selection: where });
      return { success: true };
    },
  };

  const connection = new Connection(command, settings.get("arguments", ["lsp"]), { cwd: folders[0]?.uri.fsPath }, told);
  let known;
  try {
    known = await connection.request("initialize", {
      processId: process.pid,
      rootUri: folders[0]?.uri.toString() ?? null,
      workspaceFolders: folders.map((folder) => ({ uri: folder.uri.toString(), name: folder.name })),
      capabilities: CAPABILITIES,
      initializationOptions: Object.fromEntries(SET.map((name) => [name, settings.get(name, "")])),
    });
  } catch {
    return { connection, held };
  }
  connection.notify("initialized", {});
  held.push(
    ...register(connection, known.capabilities, hintsChanged.event),
    ...sync(connection),
    vscode.window.onDidChangeActiveTextEditor(showVerdict),
  );
  return { connection, held };
}

/** Tells the server of texts that are opened, changed, saved and closed, and of every file that changes. */
function sync(connection) {
  const ours = (document) => LANGUAGES.has(document.languageId) && document.uri.scheme === "file";
  const opened = (document) => {
    if (!ours(document)) return;
    const { languageId, version } = document;
    const textDocument = { uri: document.uri.toString(), languageId, version, text: document.getText() };
    connection.notify("textDocument/didOpen", { textDocument });
  };
  const changed = (type) => (uri) =>
    connection.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri.toString(), type }] });
  const watcher = vscode.workspace.createFileSystemWatcher("**/*");
  vscode.workspace.textDocuments.forEach(opened);
  return [
    watcher,
    watcher.onDidCreate(changed(1)),
    watcher.onDidChange(changed(2)),
    watcher.onDidDelete(changed(3)),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!ours(document) || contentChanges.length === 0) return;
      connection.notify("textDocument/didChange", {
        textDocument: { uri: document.uri.toString(), version: document.version },
        contentChanges: [{ text: document.getText() }],
      });
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (ours(document)) connection.notify("textDocument/didSave", { textDocument: convert.textDocument(document) });
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (ours(document)) connection.notify("textDocument/didClose", { textDocument: convert.textDocument(document) });
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const named = (folder) => ({ uri: folder.uri.toString(), name: folder.name });
      connection.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: added.map(named), removed: removed.map(named) },
      });
    }),
  ];
}

module.exports = { activate, deactivate: stop };
