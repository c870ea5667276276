// What VS Code asks, put to the server.
"use strict";

const vscode = require("vscode");
const convert = require("./convert");

/** Registers a provider for each feature that the server has; gives what has to be disposed of. */
function register(connection, capabilities, hintsChanged) {
  const selector = [{ scheme: "file", language: "gsn" }];
  const languages = vscode.languages;
  const { asLocation, asRange, place, textDocument } = convert;
  const ask = connection.request.bind(connection);
  const list = async (method, params, token, make) => ((await ask(method, params, token)) ?? []).map(make);

  const legend = capabilities.semanticTokensProvider.legend;
  const colours = new vscode.SemanticTokensLegend(legend.tokenTypes, legend.tokenModifiers);
  const tokens = (one) => {
    if (!one) return undefined;
    if (!one.edits) return new vscode.SemanticTokens(new Uint32Array(one.data), one.resultId);
    const edits = one.edits.map(
      (edit) => new vscode.SemanticTokensEdit(edit.start, edit.deleteCount, edit.data && new Uint32Array(edit.data)),
    );
    return new vscode.SemanticTokensEdits(edits, one.resultId);
  };

  return [
    languages.registerHoverProvider(selector, {
      async provideHover(document, where, token) {
        const found = await ask("textDocument/hover", place(document, where), token);
        return found && new vscode.Hover(convert.asMarkdown(found.contents), found.range && asRange(found.range));
      },
    }),
    languages.registerCompletionItemProvider(
      selector,
      {
        async provideCompletionItems(document, where, token) {
          const found = await ask("textDocument/completion", place(document, where), token);
          return new vscode.CompletionList(found.items.map(convert.asCompletion), found.isIncomplete);
        },
      },
      ...capabilities.completionProvider.triggerCharacters,
    ),
    languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, where, token) {
        const found = await ask("textDocument/definition", place(document, where), token);
        return found && asLocation(found);
      },
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: (document, where, context, token) =>
        list("textDocument/references", { ...place(document, where), context }, token, asLocation),
    }),
    languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: (document, where, token) =>
        list("textDocument/documentHighlight", place(document, where), token,
          (one) => new vscode.DocumentHighlight(asRange(one.range), one.kind - 1)),
    }),
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: (document, token) =>
        list("textDocument/documentLink", { textDocument: textDocument(document) }, token,
          (one) => new vscode.DocumentLink(asRange(one.range), vscode.Uri.parse(one.target))),
    }),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (document, token) =>
        list("textDocument/documentSymbol", { textDocument: textDocument(document) }, token, convert.asSymbol),
    }),
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: (query, token) =>
        list("workspace/symbol", { query }, token,
          (one) => new vscode.SymbolInformation(one.name, one.kind - 1, one.containerName ?? "", asLocation(one.location))),
    }),
    languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: (document, context, token) =>
        list("textDocument/foldingRange", { textDocument: textDocument(document) }, token,
          (one) => new vscode.FoldingRange(one.startLine, one.endLine,
            one.kind === "comment" ? vscode.FoldingRangeKind.Comment : undefined)),
    }),
    languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: hintsChanged,
      provideInlayHints: (document, within, token) =>
        list("textDocument/inlayHint", { textDocument: textDocument(document), range: convert.range(within) }, token,
          (one) => Object.assign(new vscode.InlayHint(convert.asPosition(one.position), one.label), {
            tooltip: one.tooltip, paddingLeft: one.paddingLeft,
          })),
    }),
    languages.registerRenameProvider(selector, {
      async prepareRename(document, where, token) {
        const found = await ask("textDocument/prepareRename", place(document, where), token);
        return { range: asRange(found.range), placeholder: found.placeholder };
      },
      async provideRenameEdits(document, where, newName, token) {
        return convert.asWorkspaceEdit(await ask("textDocument/rename", { ...place(document, where), newName }, token));
      },
    }),
    languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: (document, options, token) =>
        list("textDocument/formatting", { textDocument: textDocument(document), options }, token, convert.asTextEdit),
    }),
    languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: (document, within, context, token) =>
          list("textDocument/codeAction", {
            textDocument: textDocument(document),
            range: convert.range(within),
            context: { diagnostics: [], only: context.only && [context.only.value], triggerKind: context.triggerKind },
          }, token, convert.asAction),
        async resolveCodeAction(action, token) {
          if (action.edit || action.sent.data === undefined) return action;
          const found = await ask("codeAction/resolve", action.sent, token);
          action.edit = convert.asWorkspaceEdit(found.edit);
          action.command = found.command;
          return action;
        },
      },
      { providedCodeActionKinds: capabilities.codeActionProvider.codeActionKinds.map((kind) => vscode.CodeActionKind.Empty.append(kind)) },
    ),
    languages.registerDocumentSemanticTokensProvider(selector, {
      provideDocumentSemanticTokens: async (document, token) =>
        tokens(await ask("textDocument/semanticTokens/full", { textDocument: textDocument(document) }, token)),
      provideDocumentSemanticTokensEdits: async (document, previousResultId, token) =>
        tokens(await ask("textDocument/semanticTokens/full/delta",
          { textDocument: textDocument(document), previousResultId }, token)),
    }, colours),
    languages.registerDocumentRangeSemanticTokensProvider(selector, {
      provideDocumentRangeSemanticTokens: async (document, within, token) =>
        tokens(await ask("textDocument/semanticTokens/range",
          { textDocument: textDocument(document), range: convert.range(within) }, token)),
    }, colours),
    languages.registerCallHierarchyProvider(selector, {
      prepareCallHierarchy: (document, where, token) =>
        list("textDocument/prepareCallHierarchy", place(document, where), token, convert.asCallItem),
      provideCallHierarchyOutgoingCalls: (item, token) =>
        list("callHierarchy/outgoingCalls", { item: item.sent }, token,
          (one) => new vscode.CallHierarchyOutgoingCall(convert.asCallItem(one.to), one.fromRanges.map(asRange))),
      provideCallHierarchyIncomingCalls: (item, token) =>
        list("callHierarchy/incomingCalls", { item: item.sent }, token,
          (one) => new vscode.CallHierarchyIncomingCall(convert.asCallItem(one.from), one.fromRanges.map(asRange))),
    }),
    ...capabilities.executeCommandProvider.commands.map((command) =>
      vscode.commands.registerCommand(command, (...args) => ask("workspace/executeCommand", { command, arguments: args }))),
  ];
}

module.exports = { register };
