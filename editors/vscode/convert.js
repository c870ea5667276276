// Between the protocol's plain objects and VS Code's: both count lines and UTF-16 columns from 0.
"use strict";

const vscode = require("vscode");

const position = (one) => ({ line: one.line, character: one.character });
const range = (one) => ({ start: position(one.start), end: position(one.end) });
const asPosition = (one) => new vscode.Position(one.line, one.character);
const asRange = (one) => new vscode.Range(asPosition(one.start), asPosition(one.end));
const asLocation = (one) => new vscode.Location(vscode.Uri.parse(one.uri), asRange(one.range));
const asMarkdown = (one) => new vscode.MarkdownString(typeof one === "string" ? one : one.value);

const textDocument = (document) => ({ uri: document.uri.toString() });
const place = (document, where) => ({ textDocument: textDocument(document), position: position(where) });

function asDiagnostic(one) {
  const made = new vscode.Diagnostic(asRange(one.range), one.message, (one.severity ?? 1) - 1);
  made.source = one.source;
  made.code = one.codeDescription
    ? { value: one.code, target: vscode.Uri.parse(one.codeDescription.href) }
    : one.code;
  made.tags = one.tags;
  made.relatedInformation = (one.relatedInformation ?? []).map(
    (each) => new vscode.DiagnosticRelatedInformation(asLocation(each.location), each.message),
  );
  return made;
}

function asTextEdit(one) {
  return new vscode.TextEdit(asRange(one.range), one.newText);
}

function asWorkspaceEdit(one) {
  const made = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(one.changes ?? {})) made.set(vscode.Uri.parse(uri), edits.map(asTextEdit));
  for (const change of one.documentChanges ?? []) {
    if (change.kind === "create") made.createFile(vscode.Uri.parse(change.uri), change.options);
    else for (const edit of change.edits) made.replace(vscode.Uri.parse(change.textDocument.uri), asRange(edit.range), edit.newText);
  }
  return made;
}

function asCompletion(one) {
  const made = new vscode.CompletionItem(one.label, one.kind - 1);
  made.detail = one.detail;
  made.documentation = one.documentation && asMarkdown(one.documentation);
  made.sortText = one.sortText;
  made.filterText = one.filterText;
  if (one.textEdit) {
    made.range = asRange(one.textEdit.range);
    made.insertText =
      one.insertTextFormat === 2 ? new vscode.SnippetString(one.textEdit.newText) : one.textEdit.newText;
  }
  return made;
}

function asSymbol(one) {
  const made = new vscode.DocumentSymbol(
    one.name, one.detail ?? "", one.kind - 1, asRange(one.range), asRange(one.selectionRange),
  );
  made.children = (one.children ?? []).map(asSymbol);
  return made;
}

function asCallItem(one) {
  const made = new vscode.CallHierarchyItem(
    one.kind - 1, one.name, one.detail ?? "", vscode.Uri.parse(one.uri), asRange(one.range), asRange(one.selectionRange),
  );
  made.sent = one;
  return made;
}

function asAction(one) {
  const kind = one.kind === undefined ? undefined : vscode.CodeActionKind.Empty.append(one.kind);
  const made = new vscode.CodeAction(one.title, kind);
  made.isPreferred = one.isPreferred;
  made.diagnostics = (one.diagnostics ?? []).map(asDiagnostic);
  made.edit = one.edit && asWorkspaceEdit(one.edit);
  made.command = one.command;
  made.sent = one;
  return made;
}

module.exports = {
  asAction, asCallItem, asCompletion, asDiagnostic, asLocation, asMarkdown, asPosition, asRange, asSymbol, asTextEdit,
  asWorkspaceEdit, place, position, range, textDocument,
};
